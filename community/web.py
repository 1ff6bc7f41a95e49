"""How gunicorn serves the site: `gunicorn --config python:community.web community.wsgi`."""

import os

from gunicorn.http import wsgi

from community import logs

bind = f"{os.environ.get('HOST', '127.0.0.1')}:{os.environ.get('PORT', '8000')}"
worker_class = "community.gathering.GatheringWorker"
workers = int(os.environ.get("WEB_WORKERS", "2"))
threads = int(os.environ.get("WEB_THREADS", "8"))
graceful_timeout = 30  # what has begun when we are told to stop: an export, a post
max_requests = 20_000
max_requests_jitter = 2_000
control_socket_disable = True
logconfig_dict = logs.configuration(os.environ.get("LOG_LEVEL", "INFO"))


class QuietResponse(wsgi.Response):  # type: ignore[misc] # untyped
    """Says nothing of which program answers."""

    def default_headers(self) -> list[str]:
        return [line for line in super().default_headers() if not line.startswith("Server:")]


wsgi.Response = QuietResponse
