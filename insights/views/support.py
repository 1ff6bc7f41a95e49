"""Support: the board, offering help, and the asker's own page of offers.

Nothing on the asker's side leaves a message in their session: for an unlinked need that would name them.
"""

from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import partial
from uuid import UUID

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from community.asking import members_only
from community.http import page_of, render_page, see_other
from insights import board as needs_board
from insights import policies
from insights.actions import support
from insights.appeals import told_by
from insights.enums import Kind, SupportState, rule_in_words
from insights.forms.support import BoardForm, OfferForm, SettleForm
from insights.models import Insight, Offer
from insights.offers import offers_made, offers_to
from insights.views.asking import first_steps_first
from insights.views.checking import look_again
from insights.views.telling import find
from members.http import MemberRequest, Request

Trail = list[dict[str, str]]


@require_safe
def board(request: Request) -> HttpResponse:
    form = BoardForm(request.GET)
    state, tag = form.value("state"), form.value("tag")
    readable = needs_board.needs(request.user)
    rows = needs_board.needs(request.user, tag=tag)
    counts = needs_board.states(rows)
    asked = rows.filter(support_state=state) if state else rows
    page = page_of(request, needs_board.in_board_order(asked))
    context = {
        "form": form,
        "states": _state_links(counts, state=state, tag=tag.slug if tag else ""),
        "tags": needs_board.tags_of(readable),
        "state": state or "",
        "tag": tag,
        "page": page,
        "needs": needs_board.shown(page.object_list, request.user),
    }
    return render_page(request, "insights/support.html", context)


def _state_links(
    counts: Mapping[str, int], *, state: str | None, tag: str
) -> list[dict[str, object]]:
    address = reverse("insights:support")
    narrowed = f"&tag={tag}" if tag else ""
    every = {
        "label": _("All"),
        "url": f"{address}?tag={tag}" if tag else address,
        "count": sum(counts.values()),
        "current": state is None,
    }
    return [every] + [
        {
            "label": each.label,
            "url": f"{address}?state={each}{narrowed}",
            "count": counts.get(each, 0),
            "current": state == each,
        }
        for each in SupportState
    ]


@require_http_methods(["GET", "HEAD", "POST"])
@members_only
def offer(request: MemberRequest, reference: str) -> HttpResponse:
    need = _need(request, reference)
    if not policies.can_record(request.user):
        return first_steps_first(request)
    if not policies.can_offer(request.user, need):
        return _no_offer(request, need)
    form = OfferForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return _offer_page(request, need, form)
    change = partial(_offer_page, request, need, form)
    warning = look_again(request, form, ["message"], unlinked=True, change=change)
    return warning or _send(request, need, form.cleaned_data["message"])


def _offer_page(request: MemberRequest, need: Insight, form: OfferForm) -> HttpResponse:
    context = {"form": form, "need": need, "trail": _trail(need)}
    return render_page(request, "insights/offer.html", context)


def _send(request: MemberRequest, need: Insight, message: str) -> HttpResponse:
    try:
        support.offer(need, message, by=request.user)
    except support.NotOpen:
        return _no_offer(request, need)
    return see_other("insights:my_offers")


def _no_offer(request: MemberRequest, need: Insight) -> HttpResponse:
    """Why no help can be offered here; what was typed is kept in the page."""
    form = OfferForm(request.POST)
    context = {
        "need": need,
        "own": need.is_owned_by(request.user),
        "ended": need.support_state in policies.ENDED,
        "typed": form["message"].value() or "",
        "trail": _trail(need),
    }
    status = 409 if request.method == "POST" else 200
    return render_page(request, "insights/offer_closed.html", context, status=status)


@require_safe
@members_only
def my_offers(request: MemberRequest) -> HttpResponse:
    made = Offer.objects.visible_to(request.user).select_related("insight__author")
    page = page_of(request, made.order_by("-made_on", "pk"))
    context = {"page": page, "offers": offers_made(request.user, page.object_list)}
    return render_page(request, "insights/offers_made.html", context)


@require_POST
@members_only
def take_back(request: MemberRequest, offer: UUID) -> HttpResponse:
    made = Offer.objects.visible_to(request.user).filter(pk=offer).first()
    if made is None:
        raise Http404
    with suppress(support.AlreadyAnswered):  # the list says what became of it
        support.take_back(made, by=request.user)
    return see_other("insights:my_offers")


@require_safe
@members_only
def offers(request: MemberRequest, reference: str) -> HttpResponse:
    return _offers_page(request, _own_need(request, reference), None)


def _offers_page(request: MemberRequest, need: Insight, form: SettleForm | None) -> HttpResponse:
    ended = need.support_state in policies.ENDED
    initial = {"outcome": need.outcome, "state": need.support_state if ended else None}
    context = {
        "need": need,
        "ended": ended,
        "offers": offers_to(need),
        "form": form or SettleForm(initial=initial),
        "held_rule": rule_in_words(need.outcome_held_for),
        "told": told_by("insight_id", {need.pk: bool(need.outcome_held_for)}).get(need.pk),
        "trail": _trail(need),
    }
    return render_page(request, "insights/offers.html", context)


@require_POST
@members_only
def accept(request: MemberRequest, reference: str, offer: UUID) -> HttpResponse:
    return _answer(request, reference, offer, support.accept)


@require_POST
@members_only
def decline(request: MemberRequest, reference: str, offer: UUID) -> HttpResponse:
    return _answer(request, reference, offer, support.decline)


def _answer(
    request: MemberRequest, reference: str, offer: UUID, answer: Callable[..., Offer]
) -> HttpResponse:
    """Whoever was first decided; the page shows what became of it."""
    need = _own_need(request, reference)
    made = need.offers.filter(pk=offer).first()
    if made is None:
        raise Http404
    with suppress(support.AlreadyAnswered):
        answer(made, by=request.user)
    return see_other("insights:offers", need.reference)


@require_POST
@members_only
def settle(request: MemberRequest, reference: str) -> HttpResponse:
    need = _own_need(request, reference)
    form = SettleForm(request.POST)
    if not form.is_valid():
        return _offers_page(request, need, form)
    change = partial(_offers_page, request, need, form)
    warning = look_again(request, form, ["outcome"], unlinked=need.is_unlinked, change=change)
    if warning:
        return warning
    support.settle(
        need, form.cleaned_data["state"], outcome=form.cleaned_data["outcome"], by=request.user
    )
    return see_other("insights:offers", need.reference)


@require_POST
@members_only
def reopen(request: MemberRequest, reference: str) -> HttpResponse:
    need = _own_need(request, reference)
    support.reopen(need, by=request.user)
    return see_other("insights:offers", need.reference)


def _need(request: MemberRequest, reference: str) -> Insight:
    need = find(request.user, reference)
    if need.kind != Kind.SUPPORT_NEED:
        raise Http404
    return need


def _own_need(request: MemberRequest, reference: str) -> Insight:
    """For anybody but the asker the page does not exist, facilitators included."""
    need = _need(request, reference)
    if not policies.can_answer_offers(request.user, need):
        raise Http404
    return need


def _trail(need: Insight) -> Trail:
    return [
        {"url": reverse("insights:support"), "label": _("Support")},
        {"url": need.get_absolute_url(), "label": need.title},
    ]
