"""What people are told about the site itself: pages of words, the same for everyone."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from community.documents import json


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "about/accessibility.html")


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    return render(request, "about/privacy.html")


@require_safe
def signing(request: HttpRequest) -> HttpResponse:
    return render(request, "about/signing.html")


@require_safe
def source(request: HttpRequest) -> HttpResponse:
    return render(request, "about/source.html", {"source_address": settings.SOURCE_ADDRESS})


@require_safe
def document_schema(request: HttpRequest) -> HttpResponse:
    """How a summary as JSON is made up, for whoever reads one with a program."""
    return HttpResponse(json.SCHEMA.read_bytes(), content_type="application/schema+json")
