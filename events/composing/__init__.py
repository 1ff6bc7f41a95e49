"""What a summary is composed of: what is known of an event, the words drafted from it, its rows."""
