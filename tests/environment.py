"""The environment tests run in. Loaded by pytest before settings are read."""

import os

os.environ.setdefault("DEMO", "1")
os.environ.setdefault("SITE_ADDRESS", "http://testserver")
os.environ.setdefault(
    "DJANGO_ALLOW_ASYNC_UNSAFE", "1"
)  # Playwright keeps an event loop in our thread
