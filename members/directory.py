"""The directory: only what each member ticked, and found only by what they ticked."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Prefetch, Q

from members.enums import OrganisationState
from members.models import Affiliation, Member, Viewer
from members.models.members import MemberQuerySet


@dataclass(frozen=True)
class Shown:
    """A member as other members see them."""

    name: str
    url: str
    about: str = ""
    hats: list[str] = field(default_factory=list)
    places: list[str] = field(default_factory=list)


def listed_members(viewer: Viewer, words: str) -> MemberQuerySet:
    """Listed members all of whose words are found in what they show."""
    found = Member.objects.visible_to(viewer).filter(listed=True, is_active=True)
    for word in words.split()[:8]:
        found = found.filter(shows(word))
    return with_shown(found)


def shows(word: str) -> Q:
    worn = Affiliation.objects.current()
    confirmed = worn.filter(
        organisation__name__icontains=word, organisation__state=OrganisationState.CONFIRMED
    )
    roles = worn.filter(role_title__icontains=word)
    return (
        Q(name__icontains=word)
        | Q(show_about=True, about_held_for="", about__icontains=word)
        | Q(show_organisation=True, pk__in=confirmed.values("member"))
        | Q(show_role=True, pk__in=roles.values("member"))
        | Q(
            show_places=True,
            pk__in=Member.objects.filter(places__name__icontains=word).values("pk"),
        )
    )


def with_shown(members: MemberQuerySet) -> MemberQuerySet:
    """Everything a page of members shows, in a fixed number of queries."""
    worn = Affiliation.objects.current().select_related("organisation")
    return members.prefetch_related(
        Prefetch("affiliations", queryset=worn, to_attr="worn_now"), "places"
    )


def shown(member: Member) -> Shown:
    """For a member from `with_shown`."""
    return Shown(
        name=member.name,
        url=member.get_absolute_url(),
        about=member.about_shown,
        hats=hats_shown(member, getattr(member, "worn_now", [])),
        places=[place.name for place in member.places.all()] if member.show_places else [],
    )


def hats_shown(member: Member, worn: Iterable[Affiliation]) -> list[str]:
    """Each hat as far as its parts are ticked; an organisation nobody has confirmed is left out."""
    lines = (hat_shown(member, hat) for hat in worn)
    return [line for line in dict.fromkeys(lines) if line]


def hat_shown(member: Member, hat: Affiliation) -> str:
    organisation = hat.organisation
    is_confirmed = organisation is not None and organisation.state == OrganisationState.CONFIRMED
    parts = [hat.role_title] if member.show_role else []
    if member.show_organisation and organisation is None:
        parts.append(hat.sector_label)
    if member.show_organisation and organisation is not None and is_confirmed:
        parts.append(hat.organisation_shown)
    return ", ".join(part for part in parts if part)
