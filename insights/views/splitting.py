"""Splitting: an author makes two insights of one. And what a page says of insights that were one."""

from collections.abc import Sequence
from functools import partial

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from community.asking import members_only
from community.http import Conflict, render_page, require, see_other
from insights import policies, wording
from insights.actions import editing, splitting
from insights.actions.pausing import Paused
from insights.enums import State
from insights.forms.splitting import LABELS, SplitForm, both_texts, starting
from insights.lineage import Kin, kin_in_library, kin_of
from insights.models import Insight
from insights.reading import keys_of
from insights.views.asking import first_steps_first
from insights.views.changing import own, said
from insights.views.checking import look_again
from insights.views.pausing import tell_paused
from members.http import MemberRequest, Request


def kin_shown(request: Request | MemberRequest, insight: Insight, *, own: bool) -> Sequence[Kin]:
    """To readers what stands in their library; to its author what is held or returned besides."""
    if own:
        return kin_of(insight, request.user)
    return kin_in_library(request.user, key=keys_of(request)[0]).get(insight.pk, ())


@require_http_methods(["GET", "HEAD", "POST"])
@members_only
def split(request: MemberRequest, reference: str) -> HttpResponse:
    """Its author's alone, like every change of words."""
    insight = own(request, reference)
    if not policies.can_record(request.user):
        return first_steps_first(request)
    if request.method != "POST":
        require(policies.can_split(request.user, insight))
        return _show(request, insight, starting(insight))
    form = SplitForm(request.POST)
    if not form.is_valid():
        return _show(request, insight, form)
    warning = look_again(
        request,
        form,
        list(LABELS),
        unlinked=insight.is_unlinked,
        change=partial(_show, request, insight, form),
    )
    return warning or _store(request, insight, form)


def _show(request: MemberRequest, insight: Insight, form: SplitForm) -> HttpResponse:
    kept_from = [organisation.name for organisation in insight.kept_from.all()]
    event = str(insight.space or "")
    context = {
        "insight": insight,
        "form": form,
        "held": insight.is_unlinked or insight.state != State.PUBLISHED,
        "readers": wording.readers(insight.audience, event=event, kept_from=kept_from),
    }
    return render_page(request, "insights/split.html", context)


def _store(request: MemberRequest, insight: Insight, form: SplitForm) -> HttpResponse:
    """Of unlinked parts neither the answer nor the session says which they are."""
    key = form.cleaned_data["form_key"]
    try:
        splitting.split(insight, form.cut, by=request.user, form_key=key)
    except Paused as paused:
        tell_paused(form, paused, field=None)
        return _show(request, insight, form)
    except editing.NotYours as refused:
        raise PermissionDenied from refused
    except editing.StaleEdit as stale:
        insight.refresh_from_db()
        raise Conflict(
            action=request.path,
            fields=both_texts(form, insight),
            hidden={"version": str(insight.version), "form_key": key},
        ) from stale
    if insight.is_unlinked:
        return see_other("insights:sent")
    said(request, insight, _("It is two now. The words as they were are kept with this one."))
    return see_other(insight)
