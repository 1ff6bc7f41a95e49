"""For the author of a text that was kept out of sight: asking that another facilitator look again."""

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_http_methods

from community.asking import members_only
from community.http import render_page, see_other
from insights import appeals, policies
from insights.actions import looking_again
from insights.actions.appealing import CannotAppeal
from insights.forms.appeals import AppealForm
from insights.models import KeptOut
from insights.models.appeals import WORKING_DAYS
from insights.reportable import WORDS, subject_of
from members.http import MemberRequest


@require_http_methods(["GET", "HEAD", "POST"])
@members_only
def ask(request: MemberRequest, kept: int) -> HttpResponse:
    """Nothing is put in a session: of an unlinked need not even that somebody asked."""
    found = appeals.own_kept(request.user, kept)
    if found is None:
        raise Http404
    subject = subject_of(found)
    if not appeals.still_kept(found) or hasattr(found, "appeal"):
        return see_other(subject.author_page)
    form = AppealForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            looking_again.ask(found, form.cleaned_data["words"], by=request.user)
        except CannotAppeal:
            return see_other(subject.author_page)
        return see_other(subject.author_page)
    context = {
        "kept": found,
        "subject": subject,
        "days": WORKING_DAYS,
        "form": form,
        "at_event": _is_an_events(found),
        "back": subject.author_page,
    }
    return render_page(request, "insights/appeal.html", context)


def _is_an_events(kept: KeptOut) -> bool:
    """Only people at an event read it. Plans are read by everyone."""
    if kept.space_id is not None:
        return kept.part != WORDS
    need = kept.offer.insight if kept.offer else kept.insight
    return need is not None and policies.among(need) is not None
