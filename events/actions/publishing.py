"""Publishing: each theme becomes an insight, once; a theme worded anew becomes a new version of it."""

from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from community.actions import audit
from events.actions.forgetting import let_go_of_proofs
from events.actions.planning import bring_to, locked
from events.actions.provenance import Rest, rests, write
from events.answers import are_unread
from events.enums import EventState
from events.models import AskedOut, Event, Theme
from insights.actions import merging
from insights.actions.editing import keep_version
from insights.actions.moderation import AlreadyDecided, OwnWords
from insights.actions.recording import set_tags
from insights.enums import Act, Attribution, Kind, Origin, State, SupportState
from insights.models import Insight, Reason
from insights.models.insights import new_reference
from members.models import Member


class NotSorted(Exception):
    """Some notes are neither in a theme nor left out, or no theme holds a note."""


class NotRead(Exception):
    """Answers came that are not shown before there are three, or the link is closed."""


class NotSettled(Exception):
    """Somebody asked for a note to be left out, and it stands without a reason."""


class NotCheckedBack(Exception):
    """The event has not come to checking back."""


@dataclass(frozen=True)
class Outcome:
    """How many insights one press made, worded anew, and left alone though they were to add to another."""

    made: int
    changed: int
    alone: int = 0


@transaction.atomic
def publish(event: Event, *, by: Member) -> Outcome:
    """Every theme that holds a note. Pressed again, it makes nothing twice."""
    event = locked(event)
    if event.state not in {EventState.CHECKING_BACK, EventState.PUBLISHED}:
        raise NotCheckedBack
    resting = rests(event)
    themes = [
        theme for theme in event.themes.select_related("adds_to") if resting[theme.pk].note_count
    ]
    if not themes or event.notes.unsorted().exists():
        raise NotSorted
    if are_unread(event):
        raise NotRead
    if AskedOut.objects.filter(note__event=event).unsettled().exists():
        raise NotSettled
    made = [_make(event, theme, resting[theme.pk]) for theme in themes if not theme.insight_id]
    known = [theme for theme in themes if theme.insight_id and theme not in made]
    changed = [theme for theme in known if _word(theme, resting[theme.pk])]
    adding = [theme for theme in made if theme.adds_to]
    alone = [theme for theme in adding if not _put_under(theme, by=by)]
    bring_to(event, EventState.PUBLISHED, by=by)
    let_go_of_proofs(event)
    if made or changed:
        audit.record("event.published", event.code, by=by, made=len(made), changed=len(changed))
    return Outcome(len(made), len(changed), len(alone))


def _make(event: Event, theme: Theme, rest: Rest) -> Theme:
    """The room's words as a facilitator put them: signed by nobody, resting on counted notes."""
    today = timezone.localdate()
    theme.insight = Insight.objects.create(
        reference=new_reference(theme.kind),
        kind=theme.kind,
        title=theme.title,
        body=theme.definition,
        origin=Origin.EVENT,
        attribution=Attribution.WITHOUT,
        audience=event.audience,
        space_id=event.pk,
        state=State.PUBLISHED,
        recorded_on=today,
        published_on=today,
        support_state=SupportState.OPEN if theme.kind == Kind.SUPPORT_NEED else "",
        note_count=rest.note_count,
        table_count=rest.table_count,
        checked_by=rest.checked_by,
        people_there=rest.people_there,
    )
    theme.save(update_fields=["insight"])
    set_tags(theme.insight, list(theme.tags.all()))
    return theme


def _put_under(theme: Theme, *, by: Member) -> bool:
    """What the room said stands under what was in the library, each with what it rests on."""
    variant, stays = theme.insight, theme.adds_to
    reason = Reason.objects.filter(act=Act.MERGE, is_active=True).last()
    if variant is None or stays is None or not _reads(by, stays):
        return False
    try:
        sentence = _("Heard at an event as well.")
        merging.put_together(variant, stays, by=by, reason=reason, sentence=sentence)
    except (merging.Hindered, OwnWords, AlreadyDecided):
        return False
    return True


def _reads(member: Member, insight: Insight) -> bool:
    """Whoever chose it could; whoever publishes may be another."""
    return Insight.objects.in_force(member).filter(pk=insight.pk).exists()


def _word(theme: Theme, rest: Rest) -> bool:
    """The insight says what the theme says. The words it had are kept as a version."""
    insight = Insight.objects.select_for_update(of=("self",)).get(theme=theme)
    back = insight.state == State.WITHDRAWN
    if back:  # it went when its last note did, and rests on notes again
        insight.state = State.PUBLISHED
    write(insight, rest)
    retagged = _tag(insight, theme)
    if (insight.title, insight.body) == (theme.title, theme.definition):
        return back or retagged
    keep_version(insight)
    insight.title, insight.body = theme.title, theme.definition
    insight.version += 1
    insight.save(update_fields=["title", "body", "version"])
    return True


def _tag(insight: Insight, theme: Theme) -> bool:
    """The insight carries its theme's tags. Whether that changed anything."""
    tags = list(theme.tags.all())
    if {tag.pk for tag in tags} == set(insight.tags.values_list("pk", flat=True)):
        return False
    set_tags(insight, tags)
    return True
