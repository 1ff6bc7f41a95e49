"""Who is asked before a page. When the answer is no, what was typed stays in the page, never on the server."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _

from community.http import render_page, typed_fields

View = Callable[..., HttpResponseBase]


def members_only(view: View) -> View:
    """Signed out: a page to read is asked for again after sign-in; words sent are handed back."""

    @wraps(view)
    def asked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.user.is_authenticated:
            return view(request, *args, **kwargs)
        if request.method == "POST":
            return signed_out(request)
        return redirect_to_login(request.get_full_path())

    return asked


def signed_out(request: HttpRequest) -> HttpResponse:
    return hand_back(
        request,
        title=_("Sign in, and then carry on"),
        sentence=_("You were signed out before this was sent. Nothing you typed has been lost."),
        url=reverse("account_login"),
        label=_("Sign in"),
    )


def hand_back(request: HttpRequest, **first: str) -> HttpResponse:
    """What to do first (`title`, `sentence`, `url`, `label`), and what was typed, to be sent again."""
    kept = {"typed": typed_fields(request), "action": request.get_full_path()}
    return render_page(request, "errors/hand_back.html", {**first, **kept}, status=403)
