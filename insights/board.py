"""The support board: what is being asked for, by state and tag, as one viewer may read it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Case, Count, Value, When

from insights import policies
from insights.enums import Kind, SupportState, TagState
from insights.models import Insight, Tag
from insights.models.insights import InsightQuerySet
from insights.snippets import excerpt
from members.models import Viewer

ORDER = Case(*(When(support_state=state, then=Value(i)) for i, state in enumerate(SupportState)))
TONES = {
    SupportState.OPEN: "attention",
    SupportState.OFFERED: "waiting",
    SupportState.MET: "good",
    SupportState.CLOSED: "ended",
}


@dataclass(frozen=True, slots=True)
class Need:
    """A support need as the board shows it. A visitor who offers is asked to sign in first."""

    insight: Insight
    words: str
    tone: str
    own: bool
    can_offer: bool

    @property
    def outcome(self) -> str:
        return self.insight.outcome_shown if self.insight.support_state in policies.ENDED else ""

    @property
    def tags(self) -> list[dict[str, str]]:
        return [
            {"label": tag.name, "url": tag.get_absolute_url()} for tag in self.insight.shown_tags
        ]


def needs(viewer: Viewer, *, tag: Tag | None = None) -> InsightQuerySet:
    """Published support needs this viewer may read; those still asked for first."""
    rows = Insight.objects.library(viewer).filter(kind=Kind.SUPPORT_NEED)
    if tag is not None:
        rows = rows.filter(taggings__tag=tag)
    return rows


def in_board_order(rows: InsightQuerySet) -> InsightQuerySet:
    return (
        rows.defer("search", "tag_words", "what_helped", "form_proof")
        .prefetch_related("taggings__tag")
        .order_by(ORDER, "-published_on", "pk")
    )


def states(rows: InsightQuerySet) -> Mapping[str, int]:
    """How many needs stand in each state: needs, never people."""
    counted = rows.order_by().values_list("support_state").annotate(count=Count("pk"))
    return dict(counted)


def tags_of(rows: InsightQuerySet) -> Sequence[Tag]:
    used = Tag.objects.filter(state=TagState.ACCEPTED, taggings__content_object__in=rows.order_by())
    return list(used.distinct().order_by("name"))


def shown(page: Iterable[Insight], viewer: Viewer) -> list[Need]:
    return [
        Need(
            insight=insight,
            words=excerpt(insight.body),
            tone=TONES[SupportState(insight.support_state)],
            own=insight.is_owned_by(viewer),
            can_offer=policies.takes_offers(insight)
            if viewer.is_anonymous
            else policies.can_offer(viewer, insight),
        )
        for insight in page
    ]
