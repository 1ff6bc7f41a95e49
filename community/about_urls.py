"""Addresses under /about/."""

from django.urls import path

from community import about, pages

app_name = "about"
urlpatterns = [
    path("accessibility/", about.accessibility, name="accessibility"),
    path("privacy/", about.privacy, name="privacy"),
    path("ground-rules/", pages.ground_rules, name="ground-rules"),
    path("signing/", about.signing, name="signing"),
    path("source/", about.source, name="source"),
    path("document-1.schema.json", about.document_schema, name="document-schema"),
]
