"""Insights put together: what is read under what, whose answers count as one, what may be put together."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from insights.enums import Audience, State
from insights.models import Insight, Variant
from insights.reading import kept
from members.models import Viewer


@dataclass(frozen=True, slots=True)
class Together:
    """For one reading key: the insights under each, and under which of which reference each is."""

    under: Mapping[UUID, tuple[UUID, ...]]
    above: Mapping[UUID, str]


def together(viewer: Viewer, *, key: str) -> Together:
    """Kept for everyone whose library is the same, until the library's stamp rises."""
    return kept(key, "together", make=lambda: _together(viewer))


def _together(viewer: Viewer) -> Together:
    under: dict[UUID, tuple[UUID, ...]] = {}
    above: dict[UUID, str] = {}
    rows = Variant.objects.visible_to(viewer).order_by("pk")
    for insight, stays, reference in rows.values_list("insight", "stays", "stays__reference"):
        under[stays] = (*under.get(stays, ()), insight)
        above[insight] = reference
    return Together(under, above)


def counted_with() -> dict[UUID, UUID]:
    """Whose answers count with another’s: those of insights put together that the same people may read.

    Were its readers others, a figure would tell of words that whoever reads the figure may not read.
    """
    published = {"insight__state": State.PUBLISHED, "stays__state": State.PUBLISHED}
    rows = Variant.objects.filter(**published).select_related("insight", "stays")
    both = rows.prefetch_related("insight__kept_from_rows", "stays__kept_from_rows")
    return {it.insight_id: it.stays_id for it in both if have_same_readers(it.insight, it.stays)}


def have_same_readers(one: Insight, other: Insight) -> bool:
    return admits_all_of(one, other) and admits_all_of(other, one)


def admits_all_of(stays: Insight, variant: Insight) -> bool:
    """Whoever may read the one may read the other: by audience, and by whom each is kept from."""
    if _kept_from(stays) - _kept_from(variant):
        return False
    if stays.audience == variant.audience == Audience.EVENT:
        return stays.space_id == variant.space_id
    return variant.audience in NO_WIDER[stays.audience]


def _kept_from(insight: Insight) -> set[int]:
    return {row.organisation_id for row in insight.kept_from_rows.all()}


NO_WIDER: dict[str, set[Audience]] = {
    Audience.EVERYONE: set(Audience),
    Audience.MEMBERS: {Audience.MEMBERS, Audience.PRACTITIONERS, Audience.EVENT},
    Audience.PRACTITIONERS: {Audience.PRACTITIONERS},
    Audience.EVENT: set(),
}
HINDERS: dict[str, str | Promise] = {
    "same": _("This is the same insight. Give the reference of another."),
    "state": _("Both must be published."),
    "kind": _("They are of different kinds. Leave them apart."),
    "put": _("It is under another already. Take that apart first, or give the other’s reference."),
    "holds": _("Others are under this one. Let it stay, and put the other under it."),
    "readers": _(
        "Some people who may read this one may not read the other. Let this one stay, or leave "
        "them apart."
    ),
}


def hindrance(variant: Insight, stays: Insight) -> str:
    """Why the one may not be put under the other: a key of the sentences above, or nothing."""
    reasons = {
        "same": variant.pk == stays.pk,
        "state": {variant.state, stays.state} != {State.PUBLISHED},
        "kind": variant.kind != stays.kind,
        "put": Variant.objects.filter(insight__in=[variant.pk, stays.pk]).exists(),
        "holds": Variant.objects.filter(stays=variant.pk).exists(),
        "readers": not admits_all_of(stays, variant),
    }
    return next((name for name, hinders in reasons.items() if hinders), "")
