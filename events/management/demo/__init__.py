"""The demonstration community: fictional people, real questions."""
