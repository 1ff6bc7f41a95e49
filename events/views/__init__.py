"""Pages: find, ask, act, answer."""
