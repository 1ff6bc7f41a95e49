"""Django's PostgreSQL connection, to the server in `VAR_DIR / "postgres"`."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import OperationalError
from django.db.backends.postgresql import base

from community.postgres import cluster, server
from community.postgres.backend.client import DatabaseClient


def folder() -> Path:
    return Path(settings.VAR_DIR) / "postgres"


class DatabaseWrapper(base.DatabaseWrapper):
    client_class = DatabaseClient

    def get_connection_params(self) -> dict[str, Any]:
        try:
            host = server.socket_folder(folder())
        except server.NotStarted as error:
            raise OperationalError(str(error)) from error
        place = {"host": str(host), "port": cluster.PORT, "user": cluster.ROLE}
        return {**super().get_connection_params(), **place}

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        """Connect; if the server was killed meanwhile, wait until its keeper has it back."""
        try:
            return super().get_new_connection(conn_params)
        except self.Database.OperationalError:
            if server.answers(folder()):
                raise  # it runs, and refuses for a reason of its own
        try:
            server.ensure(folder())
        except server.NotStarted as error:
            raise OperationalError(str(error)) from error
        return super().get_new_connection(conn_params)
