"""What happens to every request, whatever the page."""

import re
from collections.abc import Callable
from urllib.parse import unquote_to_bytes

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, QueryDict
from django.shortcuts import render
from django.urls import Resolver404, resolve

from community import errors, numbering
from community.http import Conflict, TooMuch

GetResponse = Callable[[HttpRequest], HttpResponse]
LENGTH = re.compile(
    r"[0-9]{1,7}"
)  # of a request with a file: under 10 MB, nearly all of it passed over
URL_ENCODED, MULTIPART = "application/x-www-form-urlencoded", "multipart/form-data"


def keep_to_ourselves(get_response: GetResponse) -> GetResponse:
    """No page of another site can have a browser fetch ours, pictures and styles included."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response["Cross-Origin-Resource-Policy"] = "same-origin"
        return response

    return middleware


def refuse_unreadable(get_response: GetResponse) -> GetResponse:
    """A NUL byte, invalid UTF-8 or a body too large anywhere in a request is a 400, never a 500."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.method == "TRACE":  # would say back what a browser sent, cookies too
            return HttpResponseNotAllowed(["GET", "HEAD", "POST"])
        if not readable(request):
            return errors.bad_request(request)
        return get_response(request)

    return middleware


def readable(request: HttpRequest) -> bool:
    if "\0" in request.path or any("\0" in value for value in request.COOKIES.values()):
        return False
    query = request.META.get("QUERY_STRING", "").encode("latin-1", errors="replace")
    if not is_text(unquote_to_bytes(query)):
        return False
    if request.method != "POST" or request.content_type not in (URL_ENCODED, MULTIPART):
        return True
    if request.content_type == MULTIPART and is_to_take_a_file(request):
        return LENGTH.fullmatch(
            request.META.get("CONTENT_LENGTH", "")
        ) is not None and not holds_nul(request.POST)
    body = request.body
    sent = unquote_to_bytes(body) if request.content_type == URL_ENCODED else body
    return is_text(sent) and not holds_nul(request.POST)


def is_to_take_a_file(request: HttpRequest) -> bool:
    """A file need not be text. It is read into memory, or passed over when it is too large for that."""
    try:
        return getattr(resolve(request.path_info).func, "takes_a_file", False)
    except Resolver404:
        return False


def is_text(raw: bytes) -> bool:
    """Only what was sent broken: somebody may paste text in which U+FFFD stands for a lost letter."""
    try:
        return "\0" not in raw.decode()
    except UnicodeDecodeError:
        return False


def holds_nul(form: QueryDict) -> bool:
    """A part of a form may be encoded once more."""
    return any("\0" in text for key, values in form.lists() for text in (key, *values))


def stand_apart(get_response: GetResponse) -> GetResponse:
    """What one POST writes has no neighbour: what was written just before or after names nobody to it.

    Around every POST alike, so that how long one takes says nothing of how words were signed.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.method != "POST":
            return get_response(request)
        numbering.leave_gap()
        response = get_response(request)
        numbering.leave_gap()
        return response

    return middleware


def answer_conflicts(get_response: GetResponse) -> GetResponse:
    """A stale edit is the 409 page with both texts; too much is 429; a database that is gone is 503."""

    def middleware(request: HttpRequest) -> HttpResponse:
        return get_response(request)

    def process_exception(request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, Conflict):
            return render(request, "errors/409.html", {"conflict": exception}, status=409)
        if isinstance(exception, TooMuch):
            return errors.too_much(request, exception)
        if isinstance(exception, OperationalError | InterfaceError):
            return errors.unavailable(request)
        return None

    middleware.process_exception = process_exception  # type: ignore[attr-defined]
    return middleware


def keep_private(get_response: GetResponse) -> GetResponse:
    """Signed-in answers are `private, no-store`; every page varies by cookie."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if request.user.is_authenticated:
            response["Cache-Control"] = "private, no-store"
            response["X-Robots-Tag"] = "noindex"
        return response

    return middleware
