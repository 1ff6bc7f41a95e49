"""Members, the organisations and places they work in, and how they sign in."""
