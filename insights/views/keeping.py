"""Pages kept for visitors: made once for each change of what they show, the same for every visitor."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpResponse

from insights.reading import kept, keys_of_a_visitor
from members.http import Request

View = Callable[..., HttpResponse]
LONGEST = 300


def kept_for_visitors(view: View) -> View:
    """Whoever carries no session (it holds messages too) is a visitor, and is shown what others are.

    Only for pages that show a visitor nothing but what raises the library's stamp.
    """

    @wraps(view)
    def answer(request: Request, *args: Any, **kwargs: Any) -> HttpResponse:
        if not _is_any_visitor(request):
            return view(request, *args, **kwargs)
        keys, address = keys_of_a_visitor(request), request.get_full_path()
        made: list[HttpResponse] = []

        def make() -> tuple[bytes, str] | None:
            response = view(request, *args, **kwargs)
            made.append(response)
            own = response.cookies or request.META.get("CSRF_COOKIE_NEEDS_UPDATE")
            keeps = response.status_code == 200 and not own
            return (response.content, response["Content-Type"]) if keeps else None

        page = kept("|".join(keys), "page", request.headers.get("HX-Request"), address, make=make)
        if made or page is None:
            return made[0]
        return HttpResponse(page[0], content_type=page[1])

    return answer


def _is_any_visitor(request: Request) -> bool:
    own = settings.SESSION_COOKIE_NAME in request.COOKIES
    return len(request.get_full_path()) <= LONGEST and not own
