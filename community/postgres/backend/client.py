"""`manage.py dbshell` with the psql that came with the server."""

from collections.abc import Iterable

from django.db.backends.postgresql import client

from community.postgres import programs


class DatabaseClient(client.DatabaseClient):
    executable_name = str(programs.carried() / "psql")

    def runshell(self, parameters: Iterable[str]) -> None:
        params = self.connection.get_connection_params()
        place = {name.upper(): params[name] for name in ("host", "port", "user")}
        self.connection.settings_dict.update(place)
        super().runshell(parameters)
