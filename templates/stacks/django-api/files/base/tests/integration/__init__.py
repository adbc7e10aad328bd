"""Tests against the real backing services."""
