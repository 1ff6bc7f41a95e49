"""Insights."""

from importlib import import_module

from django.apps import AppConfig


class InsightsConfig(AppConfig):
    name = "insights"
    verbose_name = "Insights"

    def ready(self) -> None:
        import_module("insights.reference")  # loads the vocabulary and reasons after each migrate
        import_module("insights.registrations")  # answers what lower packages ask
