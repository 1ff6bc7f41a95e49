"""Addresses of the insights package. One section a page family."""

from django.urls import URLPattern, URLResolver, path

from insights.views import contributions

app_name = "insights"
urlpatterns: list[URLPattern | URLResolver] = [
    # Library and insight pages
    # Recording
    # My contributions
    path("contributions/", contributions.contributions, name="contributions"),
    # Responding: answers, comments, reports
    # Moderation
    # Commonality
    # Support
]
