"""What every package shares. Knows nothing of the domain."""
