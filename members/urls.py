"""Addresses of the members package."""

from django.urls import URLPattern, URLResolver, path
from django.views.generic import RedirectView

app_name = "members"
urlpatterns: list[URLPattern | URLResolver] = [
    path("me/", RedirectView.as_view(url="/"), name="me")
]
