"""Settings, checked at start."""
