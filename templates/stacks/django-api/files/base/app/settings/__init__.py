"""Settings of Django."""
