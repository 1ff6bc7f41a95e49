"""A community of any size, for measuring: dull people, plausible words, the same for the same seed."""
