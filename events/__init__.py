"""Events: planning, notes, themes, publishing, summaries and exports."""
