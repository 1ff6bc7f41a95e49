"""Who is asked before a page. When the answer is no, what was typed stays in the page, never on the server."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from community.http import render_page, see_other, typed_fields
from insights import policies
from members.http import MemberRequest, Request, where_to_get_ready

View = Callable[..., HttpResponse]


def members_only(view: View) -> View:
    """Signed out: a page to read is asked for again after sign-in; words sent are handed back."""

    @wraps(view)
    def asked(request: Request, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.is_anonymous:
            return view(request, *args, **kwargs)
        if request.method == "POST":
            return signed_out(request)
        return redirect_to_login(request.get_full_path())

    return asked


def facilitators_only(view: View) -> View:
    """For everyone else who is signed in, moderation does not exist."""

    @members_only
    @wraps(view)
    def asked(request: Request, *args: Any, **kwargs: Any) -> HttpResponse:
        if not policies.can_moderate(request.user):
            raise Http404
        return view(request, *args, **kwargs)

    return asked


def signed_out(request: HttpRequest) -> HttpResponse:
    return hand_back(
        request,
        title=_("Sign in, and then carry on"),
        sentence=_("You were signed out before this was sent. Nothing you typed has been lost."),
        url=reverse("account_login"),
        label=_("Sign in"),
    )


def first_steps_first(request: MemberRequest) -> HttpResponse:
    """Ground rules, old or new, come before words; words already typed are handed back."""
    if request.method != "POST":
        return see_other(where_to_get_ready(request))
    return hand_back(
        request,
        title=_("The ground rules come first"),
        sentence=_(
            "Please read and accept the community’s ground rules before you post. "
            "Nothing you typed has been lost."
        ),
        url=where_to_get_ready(request),
        label=_("Read the ground rules"),
    )


def hand_back(request: HttpRequest, **words: str) -> HttpResponse:
    context = {**words, "typed": typed_fields(request), "action": request.get_full_path()}
    return render_page(request, "insights/record_asked.html", context, status=403)
