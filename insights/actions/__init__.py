"""What people do: every write."""
