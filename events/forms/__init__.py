"""What people send us about events."""
