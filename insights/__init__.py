"""Principles, challenges and support needs: signed, read, found, answered, moderated."""
