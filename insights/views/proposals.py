"""Proposed tags and organisations: into the vocabulary or the list, into another, or not."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from community.http import render_page
from insights import log
from insights.actions import moderation, tagging
from insights.forms.proposals import OrganisationForm, TagForm
from insights.models import Insight, Tag
from insights.queue.rows import proposed_tags
from insights.views.asking import facilitators_only
from insights.views.claiming import claimed, kept_by_another
from insights.views.waiting import back_to_queue, filters_of
from members.actions import organisations
from members.http import MemberRequest
from members.models import Organisation


@require_http_methods(["GET", "HEAD", "POST"])
@facilitators_only
def tag(request: MemberRequest, pk: int) -> HttpResponse:
    proposed = proposed_tags(request.user).filter(pk=pk).first()
    if proposed is None:
        return dealt_with(request, f"tag {pk}")
    if kept := kept_by_another(request, proposed):
        return kept
    form = TagForm(request.POST or None, initial={"name": proposed.name})
    if form.is_valid():
        try:
            return _settle_tag(request, proposed, form)
        except tagging.NameTaken:
            form.add_error("name", _("Another tag has this name: merge it into that one."))
        except moderation.AlreadyDecided:
            return dealt_with(request, tagging.log_name(proposed))
    carrying = Insight.objects.visible_to(request.user).filter(taggings__tag=proposed)
    context = {"tag": proposed, "form": form, "carrying": carrying.for_cards()[:10]}
    context |= claimed(request, proposed)
    return render_page(request, "insights/moderation/tag.html", context)


def _settle_tag(request: MemberRequest, proposed: Tag, form: TagForm) -> HttpResponse:
    outcome = form.cleaned_data["outcome"]
    if outcome == TagForm.ACCEPT:
        tagging.accept(proposed, form.entry(), by=request.user)
        messages.success(request, _("The tag is in the vocabulary."))
    elif outcome == TagForm.MERGE:
        tagging.merge(proposed, into=form.cleaned_data["into"], by=request.user)
        messages.success(request, _("The tag is merged."))
    else:
        tagging.decline(proposed, by=request.user)
        messages.success(request, _("The tag is declined."))
    return back_to_queue(request)


@require_http_methods(["GET", "HEAD", "POST"])
@facilitators_only
def organisation(request: MemberRequest, pk: int) -> HttpResponse:
    proposed = Organisation.objects.proposed().filter(pk=pk).first()
    if proposed is None:
        return dealt_with(request, f"organisation {pk}")
    initial = {"name": proposed.name, "sector": proposed.sector}
    if kept := kept_by_another(request, proposed):
        return kept
    form = OrganisationForm(request.POST or None, initial=initial)
    if form.is_valid():
        try:
            return _settle_organisation(request, proposed, form)
        except organisations.NameTaken:
            form.add_error("name", _("Another organisation has this name: merge it into that one."))
        except organisations.NotProposed:
            return dealt_with(request, organisations.log_name(proposed))
    alike = Organisation.objects.confirmed().filter(name__icontains=proposed.name.split()[0])
    context = {"organisation": proposed, "form": form, "alike": alike[:5]}
    context |= claimed(request, proposed)
    return render_page(request, "insights/moderation/organisation.html", context)


def _settle_organisation(
    request: MemberRequest, proposed: Organisation, form: OrganisationForm
) -> HttpResponse:
    cleaned = form.cleaned_data
    if cleaned["outcome"] == OrganisationForm.CONFIRM:
        organisations.confirm(
            proposed, name=cleaned["name"], sector=cleaned["sector"], by=request.user
        )
        messages.success(request, _("The organisation is confirmed."))
    elif cleaned["outcome"] == OrganisationForm.MERGE:
        organisations.merge(proposed, into=cleaned["into"], by=request.user)
        messages.success(request, _("The organisation is merged."))
    else:
        organisations.decline(proposed, by=request.user)
        messages.success(request, _("The organisation is declined."))
    return back_to_queue(request)


def dealt_with(request: MemberRequest, name: str) -> HttpResponse:
    """404 for what never was; for what somebody has settled, who did and when."""
    entry = log.settled(name).first()
    if entry is None:
        raise Http404
    if request.method == "POST":
        moderation.record_late(name, "settle", by=request.user)
    said = {"name": name, "entry": entry, "done": log.in_words(entry)}
    context = said | {"carried": filters_of(request)}
    return render_page(request, "insights/moderation/too_late.html", context, status=409)
