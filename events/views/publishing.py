"""Publish: what would go into the library, what stands in the way, one button."""

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from community.asking import members_only
from community.http import render_page, see_other
from events.actions import publishing
from events.models import Event
from events.readiness import readiness
from events.steps import standing
from events.views.finding import event_run_by
from members.http import MemberRequest


@members_only
@require_http_methods(["GET", "HEAD", "POST"])
def publish(request: MemberRequest, code: str) -> HttpResponse:
    event = event_run_by(request, code)
    if request.method != "POST":
        return publish_page(request, event)
    try:
        outcome = publishing.publish(event, by=request.user)
    except publishing.NotSorted:
        messages.warning(request, _("Nothing was published: every note must be sorted first."))
        return see_other("events:publish", event.code)
    except publishing.NotRead:
        messages.warning(
            request, _("Nothing was published: answers came. Close the link and read them first.")
        )
        return see_other("events:publish", event.code)
    except publishing.NotSettled:
        messages.warning(
            request, _("Nothing was published: a note was asked to be left out. Settle that first.")
        )
        return see_other("events:publish", event.code)
    except publishing.NotCheckedBack:
        messages.warning(request, _("Nothing was published: check back with the room first."))
        return see_other("events:publish", event.code)
    messages.success(request, told(outcome))
    if outcome.alone:
        messages.info(request, told_alone(outcome.alone))
    return see_other("events:publish", event.code)


def told(outcome: publishing.Outcome) -> str:
    if outcome.made:
        said = ngettext(
            "%(n)d theme is now in the library.",
            "%(n)d themes are now in the library.",
            outcome.made,
        )
        return said % {"n": outcome.made}
    if outcome.changed:
        said = ngettext(
            "%(n)d insight was brought up to date.",
            "%(n)d insights were brought up to date.",
            outcome.changed,
        )
        return said % {"n": outcome.changed}
    return _("The library already says what the themes say.")


def told_alone(count: int) -> str:
    said = ngettext(
        "%(n)d theme stands by itself: what it was to add to may not be read by the same people, "
        "or has changed.",
        "%(n)d themes stand by themselves: what they were to add to may not be read by the same "
        "people, or has changed.",
        count,
    )
    return said % {"n": count}


def publish_page(request: MemberRequest, event: Event) -> HttpResponse:
    stands = standing(event)
    themes = event.themes.select_related("insight").with_counts()
    themes = themes.with_adds_to(request.user).prefetch_related("tags", "insight__taggings")
    context = {"event": event, "stands": stands, "ready": readiness(event, themes, stands)}
    return render_page(request, "events/publish.html", context)
