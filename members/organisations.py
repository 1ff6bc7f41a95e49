"""Finding organisations by name. Only confirmed ones are found; a proposal is nobody else's to see."""

from django.db.models import Q, QuerySet

from community.text import name_key, normalise_line
from members.models import Member, Organisation


def organisations_found(words: str) -> QuerySet[Organisation]:
    """Confirmed organisations whose name holds every word."""
    found = Organisation.objects.confirmed()
    for word in words.split()[:8]:
        found = found.filter(name__icontains=word)
    return found


def choosable_by(member: Member) -> QuerySet[Organisation]:
    """Confirmed ones, and those this member already wears."""
    worn = [hat.organisation_id for hat in member.hats if hat.organisation_id]
    return (Organisation.objects.confirmed() | Organisation.objects.filter(pk__in=worn)).distinct()


def organisation_called(name: str) -> Organisation | None:
    """Whatever its state and however its letters are written: a name is one organisation's."""
    same = Q(name__iexact=normalise_line(name)) | Q(name__iexact=name_key(name))
    return Organisation.objects.filter(same).order_by("pk").first()
