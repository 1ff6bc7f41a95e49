"""How two people who sorted the same sample agree: nothing at all before both have said that they are done."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from events.agreement import FEWEST_NOTES, Agreement, Counts, agreement
from events.models import Event, Note, SortingSample
from events.sampling import Choices, compared, together


@dataclass(frozen=True)
class ThemeAgreement:
    """A theme, and to how many notes both, one of them, or neither gave it."""

    title: str
    counts: Counts

    @property
    def by_one(self) -> int:
        return self.counts.b + self.counts.c


@dataclass(frozen=True)
class Apart:
    """A note and, as titles, what each of the two said it belongs to: in order, so that nothing tells whose."""

    note: Note
    one: tuple[str, ...]
    other: tuple[str, ...]


@dataclass(frozen=True)
class Result:
    """Of `notes` notes; with what was measured, and the notes the two put into different themes."""

    notes: int
    agreement: Agreement
    themes: Sequence[ThemeAgreement]
    apart: Sequence[Apart]

    @property
    def measures(self) -> list[tuple[str, str]]:
        """Each measure that can be told, by its name."""
        said = self.agreement
        named = (
            (_("Agreement"), said.percent),
            (_("Jaccard index"), said.jaccard),
            (_("Cohen’s kappa"), said.kappa),
            (_("Gwet’s AC1"), said.ac1),
            (_("Krippendorff’s alpha"), said.alpha),
        )
        return [(name, f"{value:.2f}") for name, value in named if value is not None]

    @property
    def is_small(self) -> bool:
        return self.notes < FEWEST_NOTES

    @property
    def sentence(self) -> str:
        """For a document: what two did and how far they agreed, never who they are."""
        said = ngettext(
            "Two facilitators each sorted a sample of %(n)d note on their own, unseen by the other",
            "Two facilitators each sorted a sample of %(n)d notes on their own, unseen by the other",
            self.notes,
        ) % {"n": self.notes}
        measured = "; ".join(f"{name} {value}" for name, value in self.measures)
        return f"{said}: {measured}."


def sample_of(event: Event) -> SortingSample | None:
    """The sample that stands, with those who sort it."""
    return SortingSample.objects.filter(event=event).prefetch_related("sorters").first()


def result_of(event: Event) -> Result | None:
    """Of what still counts: notes that stand, answered by both, and themes that are there."""
    sample: SortingSample | None = getattr(event, "sample", None)
    sorters = list(sample.sorters.filter(is_done=True)) if sample else []
    if sample is None or len(sorters) != 2:
        return None
    one, other = (sorter.choices for sorter in sorters)
    standing = event.notes.standing().filter(code__in=one.keys() & other.keys())
    notes = {note.code: note for note in standing.filter(left_out_reason="")}
    titles = dict(event.themes.values_list("pk", "title"))
    keys = [key for key in sample.themes if key in titles]
    counts = [compared(one, other, notes=notes, theme=key) for key in keys]
    if not notes or not counts:
        return None
    by_theme = [ThemeAgreement(titles[key], it) for key, it in zip(keys, counts, strict=True)]
    sides = [_titles(choices, notes, keys, titles) for choices in (one, other)]
    ordered = [notes[code] for code in sample.notes if code in notes]
    apart = [Apart(note, *sorted(side[note.code] for side in sides)) for note in ordered]
    return Result(
        notes=len(notes),
        agreement=agreement(together(counts), notes=len(notes)),
        themes=by_theme,
        apart=[it for it in apart if it.one != it.other],
    )


def _titles(
    choices: Choices, notes: Collection[str], keys: Sequence[int], titles: dict[int, str]
) -> dict[str, tuple[str, ...]]:
    """What each note was given, in the order of the themes."""
    return {code: tuple(titles[key] for key in keys if key in choices[code]) for code in notes}
