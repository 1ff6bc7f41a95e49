"""What every package shares."""

from importlib import import_module

from django.apps import AppConfig


class CommunityConfig(AppConfig):
    name = "community"
    verbose_name = "Community"

    def ready(self) -> None:
        import_module("community.registrations")  # how long the shared tables are kept
