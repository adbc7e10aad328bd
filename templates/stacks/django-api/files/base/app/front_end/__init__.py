"""What front ends are told."""
