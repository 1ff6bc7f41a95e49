"""Addresses of the insights package. One section a page family."""

from django.urls import URLPattern, URLResolver, path

from insights.views import contributions
from insights.views.contributions import soon

app_name = "insights"
urlpatterns: list[URLPattern | URLResolver] = [
    # Library and insight pages
    path("insights/", soon, name="browse"),
    # Recording
    path("insights/new/", soon, name="new"),
    # My contributions
    path("contributions/", contributions.contributions, name="contributions"),
    # Responding: answers, comments, reports
    # Moderation
    path("moderation/", soon, name="moderation"),
    # Commonality
    path("commonality/", soon, name="commonality"),
    path("commonality/method/", soon, name="method"),
    # Support
    path("support/", soon, name="support"),
]
