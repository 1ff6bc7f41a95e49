"""Members."""

from importlib import import_module

from django.apps import AppConfig


class MembersConfig(AppConfig):
    name = "members"
    verbose_name = "Members"

    def ready(self) -> None:
        import_module("members.reference")  # loads places and ground rules after each migrate
        import_module("members.registrations")  # how long members' tables are kept
        import_module("members.nightly")  # work done by the clock
