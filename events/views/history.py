"""What was done in sorting: every act with a button that takes it back."""

from django.contrib import messages
from django.contrib.messages import get_messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from community.asking import members_only
from community.http import SeeOther, page_of, render_page, see_other
from events.actions import undoing
from events.actions.acts import TitleTaken
from events.forms.history import UndoForm
from events.history import since, told
from events.models import Event
from events.views.finding import event_run_by
from members.http import MemberRequest

PAGE = 50


@members_only
@require_safe
def history(request: MemberRequest, code: str) -> HttpResponse:
    event = event_run_by(request, code)
    page = page_of(request, event.acts.newest(), size=PAGE)
    context = {
        "event": event,
        "page": page,
        "acts": told(event, page),
        "said": list(get_messages(request)),
        "messages": [],  # shown where the keyboard goes on
    }
    return render_page(request, "events/history.html", context)


@members_only
@require_POST
def undo(request: MemberRequest, code: str) -> HttpResponse:
    event = event_run_by(request, code)
    form = UndoForm(request.POST)
    if not form.is_valid():
        return see_other("events:history", code)
    _undo(request, event, form.cleaned_data["act"])
    return SeeOther(reverse(form.back_to, args=[code]) + form.in_hand)


def _undo(request: MemberRequest, event: Event, number: int) -> None:
    try:
        act = undoing.undo(event, number, by=request.user)
    except undoing.AlreadyUndone:
        messages.info(request, _("Somebody has undone that already."))
    except undoing.NothingLeft:
        messages.info(
            request,
            _("Nothing was undone: what it did was changed again since, or is in the library."),
        )
    except undoing.NotThere:
        messages.info(request, _("There is nothing to undo there."))
    except undoing.ForFacilitators:
        messages.info(request, _("Facilitators decide what is read under what. Ask one of them."))
    except TitleTaken:
        messages.warning(
            request, _("Another theme has that title now. Give that one another title first.")
        )
    else:
        (done,) = told(event, event.acts.newest().filter(pk=act.pk))
        messages.success(request, _("Done: %(act)s.") % {"act": done.what})


def tell_of_others(
    request: MemberRequest, event: Event, seen: int | None, codes: list[str]
) -> None:
    """What somebody else did with these notes while the page was open. Both acts stand."""
    for act in since(event, seen, codes, to=request.user) if seen is not None else []:
        values = {"who": act.by, "ago": act.ago, "what": act.what}
        messages.info(
            request,
            _("Meanwhile %(who)s, %(ago)s: %(what)s. Both stand, and each can be undone.") % values,
        )
