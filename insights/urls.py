"""Addresses of the insights package. One section a page family."""

from django.urls import URLPattern, URLResolver, path

from insights.views import contributions, recording
from insights.views.contributions import soon

app_name = "insights"
urlpatterns: list[URLPattern | URLResolver] = [
    # Recording: before the insight pages, whose references would match these words
    path("insights/new/", recording.new, name="new"),
    path("insights/sent/", recording.sent, name="sent"),
    path("insights/drafts/<uuid:draft>/discard/", recording.discard_draft, name="discard_draft"),
    # Library and insight pages
    path("insights/", soon, name="browse"),
    path("insights/<str:reference>/", soon, name="detail"),
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
