"""What the service needs: database, cache, broker."""
