"""What people send us about themselves."""
