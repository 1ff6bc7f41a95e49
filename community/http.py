"""Answers: pages, redirects after a change, and refusals."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

from django.core.exceptions import PermissionDenied
from django.core.paginator import Page, Paginator
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.middleware.csrf import CsrfViewMiddleware, RejectRequest
from django.shortcuts import render, resolve_url

M = TypeVar("M", bound=Model)
V = TypeVar("V", bound=Callable[..., HttpResponseBase])
PAGE_SIZE = 20


class SeeOther(HttpResponseRedirect):
    """303: the change is made, look there."""

    status_code = 303


class Conflict(Exception):
    """The thing changed since it was read. Carries both texts, so that nothing is lost.

    `fields` is a list of (label, name, theirs, mine); `action` is where the form is sent again;
    `hidden` goes with it, a name may have several values.
    """

    def __init__(
        self,
        *,
        action: str,
        fields: list[tuple[str, str, str, str]],
        hidden: Mapping[str, str | Sequence[str]],
    ) -> None:
        super().__init__()
        self.action, self.fields, self.hidden = action, fields, dict(hidden)

    @property
    def hidden_pairs(self) -> list[tuple[str, str]]:
        return [
            (name, value)
            for name, values in self.hidden.items()
            for value in ([values] if isinstance(values, str) else values)
        ]


class TooMuch(Exception):
    """More than one person sends. `sentence` says how much that is; `seconds`, how long to wait."""

    def __init__(self, sentence: str, *, seconds: int) -> None:
        super().__init__()
        self.sentence, self.seconds = sentence, seconds


def typed_fields(request: HttpRequest) -> list[tuple[str, str]]:
    """What was typed, to be put in a form again: never a token, never a password."""
    return [
        (name, value)
        for name, values in request.POST.lists()
        if name != "csrfmiddlewaretoken" and "password" not in name and name != "code"
        for value in values
    ]


def typed_words(request: HttpRequest) -> list[tuple[str, str]]:
    """What was typed into a form of ours, its token checked, as far as losing it would hurt."""
    if request.path.startswith("/accounts/") or not _is_from_our_form(request):
        return []
    return [(name, value) for name, value in typed_fields(request) if is_words(value)]


def _is_from_our_form(request: HttpRequest) -> bool:
    """Its token was checked, or is right: the database may have gone before anything was checked."""
    if getattr(request, "csrf_processing_done", False):
        return True
    try:
        CsrfViewMiddleware(lambda _request: HttpResponse())._check_token(request)  # type: ignore[attr-defined] # private, and unknown to the stubs
    except RejectRequest:
        return False
    return True


def is_words(value: str) -> bool:
    return len(value) > 20 and " " in value.strip()


def takes_a_file(view: V) -> V:
    """Says of an address that what is sent there may hold bytes that are no text."""
    view.takes_a_file = True  # type: ignore[attr-defined] # a mark for `refuse_unreadable`
    return view


def see_other(to: Any, *args: Any, **kwargs: Any) -> SeeOther:
    """Answer a POST: a URL name, a path or a model with `get_absolute_url`."""
    return SeeOther(resolve_url(to, *args, **kwargs))


def require(allowed: bool) -> None:  # noqa: FBT001 - reads as a sentence: require(policies.can_…)
    """403 unless the policy says yes."""
    if not allowed:
        raise PermissionDenied


def render_page(
    request: HttpRequest,
    template: str,
    context: Mapping[str, Any],
    *,
    fragment: str = "",
    status: int = 200,
) -> HttpResponse:
    """The whole page, or only `fragment` when htmx asks for that."""
    enhanced = fragment and getattr(request, "htmx", False)
    return render(request, fragment if enhanced else template, dict(context), status=status)


def page_of(request: HttpRequest, rows: QuerySet[M], *, size: int = PAGE_SIZE) -> Page[M]:
    """The page asked for in `?page=`; anything unreadable is the first, anything beyond is the last."""
    return Paginator(rows, size).get_page(page_number(request))


def page_number(request: HttpRequest) -> int:
    asked = request.GET.get("page", "1")
    return (
        int(asked)
        if asked.isascii() and asked.isdigit() and len(asked) < 7 and int(asked) > 0
        else 1
    )
