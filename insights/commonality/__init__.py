"""How agreement is counted and said. Counts in, frozen figures out; no database, no page."""
