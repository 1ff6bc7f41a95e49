"""Taking back one act of sorting, whichever it was, as far as nobody has changed it again since."""

from dataclasses import replace

from django.db import transaction

from events.actions import acts
from events.actions.planning import locked
from events.enums import ActVerb
from events.models import Event, SortingAct
from events.replay import Changes, Said, Sorting, replay
from insights.policies import can_moderate
from members.models import Member


class NotThere(Exception):
    """No such act, or it is where the log begins."""


class AlreadyUndone(Exception):
    """Somebody has undone it."""


class NothingLeft(Exception):
    """All of it was changed again since, or is in the library."""


class ForFacilitators(Exception):
    """What is read under what, facilitators decide."""


@transaction.atomic
def undo(event: Event, number: int, *, by: Member) -> SortingAct:
    """Bring back what this act changed. Undoing that does it again, and so on.

    A theme that the act made goes only when no other note is in it and it was never published.
    Raises `acts.TitleTaken` when a title that would come back is another theme's now.
    """
    event = locked(event)
    log = list(reversed(event.acts.newest()))
    act = next((act for act in log if act.number == number), None)
    if act is None or act.verb == ActVerb.BEGAN:
        raise NotThere
    if act.is_undone:
        raise AlreadyUndone
    if (act.undoes or act).verb == ActVerb.ADDED_TO and not can_moderate(by):
        raise ForFacilitators
    done = [Changes.read(it.changes) for it in log]
    back = _what_comes_back(done, log.index(act))
    back = _what_can_come_back(event, back, replay(done))
    acts.check_titles(event, back)
    undone = acts.write(event, ActVerb.UNDONE, back, by=by, undoes=act.undoes or act)
    if undone is None:
        raise NothingLeft
    return undone


def _what_comes_back(done: list[Changes], at: int) -> Changes:
    """Each thing as it was before the act, where it still is as the act left it."""
    act = done[at]
    was, now = replay(done[:at]).before(act), replay(done).before(act)
    newest = {key: _newest_version(done, key) for key in act.themes}
    return Changes(
        themes={
            key: it and Said(it.words, it.kind, it.tags, newest[key] + 1)
            for key, it in was.themes.items()
            if _wording(now.themes[key]) == _wording(act.themes[key])
        },
        places={
            key: place
            for key, place in was.places.items()
            if now.places.get(key) == act.places.get(key)
        },
        filed={
            filed: here for filed, here in was.filed.items() if now.filed[filed] == act.filed[filed]
        },
        left_out={
            code: reason
            for code, reason in was.left_out.items()
            if now.left_out[code] == act.left_out[code]
        },
        adds_to={
            key: insight
            for key, insight in was.adds_to.items()
            if (key in act.gone and now.themes[key] is None)
            or (key in act.adds_to and now.adds_to[key] == act.adds_to[key])
        },
        apart={
            pair: here for pair, here in was.apart.items() if now.apart[pair] == act.apart[pair]
        },
    )


def _wording(said: Said | None) -> Said | None:
    """Without the version: words that came back are the same words."""
    return said and replace(said, version=0)


def _newest_version(done: list[Changes], key: int) -> int:
    return max((it.version for changes in done if (it := changes.themes.get(key))), default=0)


def _what_can_come_back(event: Event, back: Changes, now: Sorting) -> Changes:
    """A theme in use or answered stays; one in the library keeps its kind; nothing is filed where none is."""
    published = dict(event.themes.filter(insight__isnull=False).values_list("pk", "kind"))
    leaves = {filed for filed, here in back.filed.items() if not here}
    answered = event.themes.filter(checks__isnull=False).values_list("pk", flat=True)
    in_use = {theme for theme, _code in now.filed - leaves} | set(published) | set(answered)
    themes = {
        key: it
        for key, it in back.themes.items()
        if (it or key not in in_use) and (it is None or published.get(key, it.kind) == it.kind)
    }
    standing = (set(now.themes) | {key for key, it in themes.items() if it}) - {
        key for key, it in themes.items() if it is None
    }
    return replace(
        back,
        themes=themes,
        places={key: place for key, place in back.places.items() if key in standing},
        filed={
            (theme, code): here
            for (theme, code), here in back.filed.items()
            if theme in standing or not here
        },
        adds_to={
            key: insight
            for key, insight in back.adds_to.items()
            if key in standing and key not in published and insight != now.adds_to.get(key)
        },
    )
