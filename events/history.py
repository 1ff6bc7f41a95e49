"""What was done in sorting, told in sentences: by whom, when, and whether it can still be undone."""

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass

from django.contrib.humanize.templatetags.humanize import naturaltime
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from events.enums import ActVerb
from events.models import Event, SortingAct
from events.replay import Changes
from insights.enums import Kind
from members.models import Member


@dataclass(frozen=True)
class Told:
    """One act. `by` is empty where the log begins and when whoever did it has left."""

    number: int
    by: str
    what: str
    at: dt.datetime
    can_undo: bool

    @property
    def ago(self) -> str:
        return str(naturaltime(self.at))


@dataclass(frozen=True)
class Words:
    """Titles by key of a theme, the newest; reasons by their own key."""

    titles: dict[int, str]
    reasons: dict[int, str]

    def theme(self, key: int) -> str:
        return self.titles.get(key, "")


def latest(event: Event) -> list[Told]:
    """The one act that was done last, as long as something was done."""
    return told(event, event.acts.newest().exclude(verb=ActVerb.BEGAN)[:1])


def since(event: Event, seen: int, codes: Collection[str], *, to: Member) -> list[Told]:
    """What others have done with these notes since the act this member saw last, newest first."""
    others = event.acts.newest().filter(number__gt=seen).exclude(by=to)
    ticked = set(codes)
    return told(event, [act for act in others if Changes.read(act.changes).notes & ticked])


def told(event: Event, acts: Iterable[SortingAct]) -> list[Told]:
    rows = list(acts)
    words = _words(event, rows)
    return [
        Told(
            number=act.number,
            by=act.by.name if act.by else "",
            what=_sentence(act, words),
            at=act.at,
            can_undo=not act.is_undone and act.verb != ActVerb.BEGAN,
        )
        for act in rows
    ]


def _words(event: Event, acts: Sequence[SortingAct]) -> Words:
    read = [Changes.read(it.changes) for act in acts for it in (act, act.undoes) if it]
    themes = {key for it in read for key in it.themes}
    themes |= {key for it in read for key, _code in it.filed} | {
        k for it in read for k in it.adds_to
    }
    reasons = {key for it in read for key in it.left_out.values() if key}
    written = event.sorting_words.filter(Q(theme__in=themes) | Q(pk__in=reasons)).order_by("pk")
    titles: dict[int, str] = {}
    lines: dict[int, str] = {}
    for row in written if themes or reasons else []:
        if row.theme is None:
            lines[row.pk] = row.line
        else:
            titles[row.theme] = row.line
    return Words(titles, lines)


def _sentence(act: SortingAct, words: Words) -> str:
    changes = Changes.read(act.changes)
    if act.undoes:
        did = _("did again: %(act)s") if act.does_again else _("undid: %(act)s")
        return did % {"act": _sentence(act.undoes, words)}
    return SENTENCES[ActVerb(act.verb)](changes, words)


def _notes(changes: Changes) -> str:
    count = len(changes.notes)
    return ngettext("%(n)d note", "%(n)d notes", count) % {"n": count}


def _in(changes: Changes, words: Words, *, here: bool) -> str:
    keys = dict.fromkeys(key for (key, _code), is_here in changes.filed.items() if is_here is here)
    return ", ".join(f"“{words.theme(key)}”" for key in keys)


def _first(changes: Changes, words: Words) -> str:
    return words.theme(next(iter(changes.themes)))


def _filed(changes: Changes, words: Words) -> str:
    return _("%(notes)s into %(themes)s") % {
        "notes": _notes(changes),
        "themes": _in(changes, words, here=True),
    }


def _taken_out(changes: Changes, words: Words) -> str:
    return _("%(notes)s out of %(themes)s") % {
        "notes": _notes(changes),
        "themes": _in(changes, words, here=False),
    }


def _moved(changes: Changes, words: Words) -> str:
    to = _in(changes, words, here=True)
    if not to:
        return _taken_out(changes, words)
    return _("%(notes)s from %(themes)s to %(to)s") % {
        "notes": _notes(changes),
        "themes": _in(changes, words, here=False),
        "to": to,
    }


def _left_out(changes: Changes, words: Words) -> str:
    reasons = dict.fromkeys(words.reasons.get(key or 0, "") for key in changes.left_out.values())
    return _("%(notes)s left out: %(reason)s") % {
        "notes": _notes(changes),
        "reason": "; ".join(reasons),
    }


def _put_back(changes: Changes, words: Words) -> str:
    return _("%(notes)s put back") % {"notes": _notes(changes)}


def _named(changes: Changes, words: Words) -> str:
    values = {"theme": _first(changes, words), "notes": _notes(changes)}
    if not changes.filed:
        return _("named “%(theme)s”") % values
    return _("named “%(theme)s” with %(notes)s") % values


def _worded(changes: Changes, words: Words) -> str:
    return _("worded “%(theme)s” anew") % {"theme": _first(changes, words)}


def _recoded(changes: Changes, words: Words) -> str:
    said = next(iter(changes.themes.values()))
    values = {"theme": _first(changes, words), "kind": Kind(said.kind).label if said else ""}
    return _("made “%(theme)s” a theme of the kind “%(kind)s”") % values


def _placed(changes: Changes, words: Words) -> str:
    return _("put the themes in another order")


def _merged(changes: Changes, words: Words) -> str:
    values = {"theme": _first(changes, words), "to": _in(changes, words, here=True)}
    if not values["to"]:
        return _("merged “%(theme)s” into a theme that held its notes already") % values
    return _("merged “%(theme)s” into %(to)s") % values


def _split(changes: Changes, words: Words) -> str:
    return _("%(notes)s from %(themes)s became “%(theme)s”") % {
        "notes": _notes(changes),
        "themes": _in(changes, words, here=False),
        "theme": _first(changes, words),
    }


def _deleted(changes: Changes, words: Words) -> str:
    return _("deleted “%(theme)s”") % {"theme": _first(changes, words)}


def _added_to(changes: Changes, words: Words) -> str:
    """Which insight is not told: not everybody who runs the event may read it."""
    key, insight = next(iter(changes.adds_to.items()))
    if insight:
        return _("added “%(theme)s” to what is in the library") % {"theme": words.theme(key)}
    return _("let “%(theme)s” stand by itself") % {"theme": words.theme(key)}


def _apart(changes: Changes, words: Words) -> str:
    one, other = next(iter(changes.apart))
    return _("kept notes %(one)s and %(other)s apart") % {"one": one, "other": other}


def _began(changes: Changes, words: Words) -> str:
    return _("What was sorted before this was written down")


SENTENCES: dict[ActVerb, Callable[[Changes, Words], str]] = {
    ActVerb.BEGAN: _began,
    ActVerb.FILED: _filed,
    ActVerb.TAKEN_OUT: _taken_out,
    ActVerb.MOVED: _moved,
    ActVerb.LEFT_OUT: _left_out,
    ActVerb.PUT_BACK: _put_back,
    ActVerb.NAMED: _named,
    ActVerb.WORDED: _worded,
    ActVerb.RECODED: _recoded,
    ActVerb.PLACED: _placed,
    ActVerb.MERGED: _merged,
    ActVerb.SPLIT: _split,
    ActVerb.DELETED: _deleted,
    ActVerb.ADDED_TO: _added_to,
    ActVerb.APART: _apart,
}
