"""Addresses of the events package."""

from django.urls import URLPattern, URLResolver, path

from insights.views.contributions import soon

app_name = "events"
urlpatterns: list[URLPattern | URLResolver] = [
    path("events/", soon, name="browse"),
    path("events/<str:code>/", soon, name="detail"),
]
