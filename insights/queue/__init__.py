"""The moderation queue: all that waits for a facilitator, oldest first, for those who may read it."""
