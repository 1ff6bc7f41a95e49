"""Who is asked before a page of insights, beside whether they are signed in."""

from functools import wraps
from typing import Any

from django.http import Http404, HttpResponse, HttpResponseBase
from django.utils.translation import gettext as _

from community.asking import View, hand_back, members_only
from community.http import see_other
from insights import policies
from members.http import MemberRequest, where_to_get_ready


def facilitators_only(view: View) -> View:
    """For everyone else who is signed in, moderation does not exist."""

    @members_only
    @wraps(view)
    def asked(request: MemberRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not policies.can_moderate(request.user):
            raise Http404
        return view(request, *args, **kwargs)

    return asked


def readers_of_reports_only(view: View) -> View:
    """Facilitators and safeguarding leads. Which reports each may read, the reports decide."""

    @members_only
    @wraps(view)
    def asked(request: MemberRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not policies.reads_reports(request.user):
            raise Http404
        return view(request, *args, **kwargs)

    return asked


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
