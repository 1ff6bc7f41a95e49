"""What a hostile world does to the site: a file for each group of gates in docs/quality.md."""
