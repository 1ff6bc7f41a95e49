"""The door a web server comes in by."""

import gc
import os
from importlib import import_module

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "community.settings")

application = get_wsgi_application()

# What the site is made of stays: searching it again for garbage would hold up a request by 0.3 seconds.
import_module("community.urls")
gc.collect()
gc.freeze()
