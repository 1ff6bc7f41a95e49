"""What people send us."""
