"""The three questions the community was founded on, answered from what this viewer may read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext_lazy
from django.utils.translation import gettext_lazy as _

from insights.commonality.found import Tally
from insights.commonality.verdicts import Verdict
from insights.commonality.words import VERDICT_NAMES
from insights.enums import Kind, SupportState

# The first word of an answer: from what share of the insights with enough answers it is said.
LARGELY, IN_PART = Fraction(2, 3), Fraction(1, 3)

QUESTIONS: dict[str, Promise] = {
    Kind.PRINCIPLE: _("Is there a shared sense of what it means?"),
    Kind.CHALLENGE: _("Is there commonality in how it is applied from place to place?"),
    Kind.SUPPORT_NEED: _("Do people feel supported?"),
}
PRINCIPLES = (
    ngettext_lazy(
        "Largely: %(shared)d of the %(judged)d principle with enough answers is shared across "
        "sectors.",
        "Largely: %(shared)d of the %(judged)d principles with enough answers are shared across "
        "sectors.",
        "judged",
    ),
    _(
        "In part: %(shared)d of the %(judged)d principles with enough answers are shared across "
        "sectors."
    ),
    ngettext_lazy(
        "Only here and there: %(shared)d of %(judged)d principles with enough answers is shared "
        "across sectors.",
        "Only here and there: %(shared)d of %(judged)d principles with enough answers are shared "
        "across sectors.",
        "shared",
    ),
    ngettext_lazy(
        "Not so far: the %(judged)d principle with enough answers is not shared across sectors.",
        "Not so far: none of the %(judged)d principles with enough answers is shared across "
        "sectors.",
        "judged",
    ),
)
CHALLENGES = (
    _(
        "Largely: of %(judged)d challenges with enough answers, %(shared)d met everywhere, "
        "%(differs)d different by sector and %(absent)d met by hardly anybody."
    ),
    _(
        "In part: of %(judged)d challenges with enough answers, %(shared)d met everywhere, "
        "%(differs)d different by sector and %(absent)d met by hardly anybody."
    ),
    _(
        "Only here and there: of %(judged)d challenges with enough answers, %(shared)d met "
        "everywhere, %(differs)d different by sector and %(absent)d met by hardly anybody."
    ),
    _(
        "Not so far: of %(judged)d challenges with enough answers, none met everywhere and "
        "%(differs)d different by sector."
    ),
)
SUPPORT = (
    _(
        "Largely: of %(all)d needs for support, %(met)d met, %(offered)d offered help, %(open)d open."
    ),
    _(
        "In part: of %(all)d needs for support, %(met)d met, %(offered)d offered help, %(open)d open."
    ),
    _(
        "Only here and there: of %(all)d needs for support, %(met)d met, %(offered)d offered "
        "help, %(open)d open."
    ),
    _(
        "Not so far: of %(all)d needs for support, none met, %(offered)d offered help, %(open)d open."
    ),
)


@dataclass(frozen=True, slots=True)
class Part:
    """The insights of one verdict, as a stretch of a bar; lengths are SVG attribute values."""

    verdict: str
    name: str
    count: int
    x: str
    width: str


@dataclass(frozen=True, slots=True)
class Question:
    kind: str
    question: str
    answer: str
    base: str
    tally: Tally
    parts: Sequence[Part]

    @property
    def description(self) -> str:
        said = gettext("%(name)s: %(count)d.")
        return " ".join(said % {"name": part.name, "count": part.count} for part in self.parts)


def questions(tallies: Mapping[str, Tally]) -> list[Question]:
    """Each question with its answer; an answer says how many insights it rests on."""
    return [
        Question(
            kind=kind,
            question=str(QUESTIONS[kind]),
            answer=_answer(kind, tallies[kind]),
            base=_base(kind, tallies[kind]),
            tally=tallies[kind],
            parts=_parts(tallies[kind]),
        )
        for kind in QUESTIONS
    ]


def _answer(kind: str, tally: Tally) -> str:
    if kind == Kind.SUPPORT_NEED:
        return _supported(tally)
    if not tally.judged:
        return gettext("Nobody can say yet: too few people have answered.")
    shared, absent = (
        tally.verdicts.get(code, 0) for code in (Verdict.SHARED, Verdict.SHARED_ABSENCE)
    )
    alike = shared if kind == Kind.PRINCIPLE else shared + absent
    words = (PRINCIPLES if kind == Kind.PRINCIPLE else CHALLENGES)[_level(alike, tally.judged)]
    return str(
        words
        % {
            "judged": tally.judged,
            "shared": shared,
            "absent": absent,
            "differs": tally.verdicts.get(Verdict.DIFFERS, 0),
        }
    )


def _supported(tally: Tally) -> str:
    if not tally.insights:
        return gettext("Nobody can say yet: no support has been asked for.")
    met = tally.states.get(SupportState.MET, 0)
    return str(
        SUPPORT[_level(met, tally.insights)]
        % {
            "all": tally.insights,
            "met": met,
            "offered": tally.states.get(SupportState.OFFERED, 0),
            "open": tally.states.get(SupportState.OPEN, 0),
        }
    )


def _level(count: int, total: int) -> int:
    """Largely, in part, only here and there, not so far."""
    share = Fraction(count, total)
    if share >= LARGELY:
        return 0
    if share >= IN_PART:
        return 1
    return 2 if count else 3


BASES = {
    Kind.PRINCIPLE: ngettext_lazy(
        "%(insights)d principle, %(judged)d with enough answers to compare sectors",
        "%(insights)d principles, %(judged)d with enough answers to compare sectors",
        "insights",
    ),
    Kind.CHALLENGE: ngettext_lazy(
        "%(insights)d challenge, %(judged)d with enough answers to compare sectors",
        "%(insights)d challenges, %(judged)d with enough answers to compare sectors",
        "insights",
    ),
    Kind.SUPPORT_NEED: ngettext_lazy(
        "%(insights)d support need, %(judged)d with enough answers to compare sectors",
        "%(insights)d support needs, %(judged)d with enough answers to compare sectors",
        "insights",
    ),
}


def _base(kind: str, tally: Tally) -> str:
    return str(BASES[Kind(kind)] % {"insights": tally.insights, "judged": tally.judged})


def _parts(tally: Tally) -> list[Part]:
    parts, start = [], Fraction(0)
    for verdict, name in VERDICT_NAMES.items():
        count = tally.verdicts.get(verdict, 0)
        if not count:
            continue
        width = Fraction(100 * count, tally.judged)
        parts.append(Part(str(verdict), str(name), count, _percent(start), _percent(width)))
        start += width
    return parts


def _percent(share: Fraction) -> str:
    return f"{float(share):.3f}%"
