"""Writes that every package shares."""
