"""The example resource: replace it with yours."""
