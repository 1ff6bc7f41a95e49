"""The home page and its like: the only module that composes across packages."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from members.models import GroundRules


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    return render(request, "home.html")


@require_safe
def ground_rules(request: HttpRequest) -> HttpResponse:
    context = {"rules": GroundRules.objects.newest()}
    return render(request, "about/ground_rules.html", context)
