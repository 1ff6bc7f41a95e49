"""Taking a thing of the queue and letting it go; who has it, for its page."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from community.http import render_page, require, see_other, typed_fields
from insights import policies
from insights.actions import claiming
from insights.actions.claiming import Waits
from insights.enums import AppealState, QueueSort, ReportState, State, TagState
from insights.models import Claim
from insights.queue.rows import rows_for
from insights.views.asking import facilitators_only
from insights.views.waiting import back_to_queue, filters_of
from members.enums import OrganisationState
from members.http import MemberRequest

FAMILIES = {
    "insights": (QueueSort.INSIGHT, "reference"),
    "comments": (QueueSort.COMMENT, "pk"),
    "reports": (QueueSort.REPORT, "reference"),
    "appeals": (QueueSort.APPEAL, "pk"),
    "tags": (QueueSort.TAG, "pk"),
    "organisations": (QueueSort.ORGANISATION, "pk"),
}


WAITING = (
    State.HELD,
    ReportState.OPEN,
    AppealState.OPEN,
    TagState.PROPOSED,
    OrganisationState.PROPOSED,
)


def find(request: MemberRequest, family: str, key: str) -> Waits | None:
    """What waits under this address, if this facilitator may read it."""
    if family not in FAMILIES:
        raise Http404
    sort, field = FAMILIES[family]
    try:
        thing: Waits | None = rows_for(request.user)[sort].filter(**{field: key}).first()
    except (ValueError, ValidationError):
        return None
    return thing


@require_POST
@facilitators_only
def take(request: MemberRequest, family: str, key: str) -> HttpResponse:
    """Its page says the rest: that it is theirs, another’s, decided, or was never there."""
    thing = find(request, family, key)
    if thing is not None:
        require(policies.can_claim(request.user, thing))
        try:
            claiming.take(thing, by=request.user)
        except claiming.Taken as taken:
            messages.info(request, who_has(taken.claim))
    return see_other(f"{request.path.removesuffix('take/')}{filters_of(request)}")


@require_POST
@facilitators_only
def release(request: MemberRequest, family: str, key: str) -> HttpResponse:
    thing = find(request, family, key)
    if thing is not None:
        claiming.release(thing, by=request.user)
        messages.success(request, _("Anybody can take it now."))
    return back_to_queue(request)


def who_has(claim: Claim) -> str:
    until = timezone.localtime(claim.until).strftime("%H:%M")
    return _("%(who)s has it until %(until)s.") % {"who": claim.by, "until": until}


def claimed(request: MemberRequest, thing: Waits) -> dict[str, Any]:
    """For a page to decide on: who has the thing, and whether that keeps this facilitator from deciding."""
    claim = claiming.claim_on(thing)
    may_claim = policies.can_claim(request.user, thing)
    filters = filters_of(request)
    return {
        "carried": filters,
        "claim": claim,
        "taken": bool(claim and claim.is_anothers(request.user)),
        "waits": thing.state in WAITING and may_claim,
        "take": f"{request.path}take/{filters}",
        "release": f"{request.path}release/{filters}",
    }


def kept_by_another(request: MemberRequest, thing: Waits) -> HttpResponse | None:
    """What answers a decision on something another facilitator has."""
    claim = claiming.claim_on(thing) if request.method == "POST" else None
    if claim is None or not claim.is_anothers(request.user):
        return None
    return has_been_taken(request, claim)


def has_been_taken(request: MemberRequest, claim: Claim) -> HttpResponse:
    """Nothing is done, and what was typed is there to copy."""
    context = {"claim": claim, "typed": typed_fields(request), "carried": filters_of(request)}
    return render_page(request, "insights/moderation/taken.html", context, status=409)
