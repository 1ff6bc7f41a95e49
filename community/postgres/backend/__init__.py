"""Django's backend for our own server. Connecting starts it; importing does not."""
