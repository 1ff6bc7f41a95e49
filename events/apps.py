"""Events."""

from importlib import import_module

from django.apps import AppConfig


class EventsConfig(AppConfig):
    name = "events"
    verbose_name = "Events"

    def ready(self) -> None:
        import_module("events.registrations")  # answers what lower packages ask
