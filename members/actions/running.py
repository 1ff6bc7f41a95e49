"""What administrators do: roles, organisations, ground rules. Each is a line in the audit log."""

from django.db import transaction
from django.db.models import Max, Q

from community.actions import audit
from members.actions import sessions
from members.enums import OrganisationState
from members.models import GroundRules, Member, Organisation

ROLES = (
    "is_facilitator",
    "is_organiser",
    "is_administrator",
    "is_safeguarding_lead",
    "is_active",
)


class OwnRoles(Exception):
    """Administrators change other people's roles, never their own."""


@transaction.atomic
def change_roles(member: Member, roles: dict[str, bool], *, by: Member) -> Member:
    """Only what differs is changed, and recorded by the member's code. Who loses a role signs in anew."""
    if member.pk == by.pk:
        raise OwnRoles
    member = Member.objects.select_for_update().get(pk=member.pk)
    changed = {name: roles[name] for name in ROLES if roles[name] != getattr(member, name)}
    for name, value in changed.items():
        setattr(member, name, value)
    if changed:
        member.save(update_fields=list(changed))
        audit.record("member.roles", member.code, by=by, **changed)
    if not all(changed.values()):
        sessions.end_all(member)
    return member


@transaction.atomic
def confirm_organisation(organisation: Organisation, *, by: Member) -> Organisation:
    return _decide(organisation, OrganisationState.CONFIRMED, by=by)


@transaction.atomic
def decline_organisation(organisation: Organisation, *, by: Member) -> Organisation:
    return _decide(organisation, OrganisationState.DECLINED, by=by)


def _decide(organisation: Organisation, state: OrganisationState, *, by: Member) -> Organisation:
    """Deciding twice is deciding once."""
    organisation = Organisation.objects.select_for_update().get(pk=organisation.pk)
    if organisation.state == state:
        return organisation
    organisation.state = state
    organisation.save(update_fields=["state"])
    audit.record(f"organisation.{state}", f"organisation {organisation.pk}", by=by)
    return organisation


@transaction.atomic
def keep_organisation(organisation: Organisation, *, by: Member) -> Organisation:
    """Its name, sector and state as an administrator typed them."""
    is_new = organisation.pk is None
    organisation.save()
    verb = "organisation.added" if is_new else "organisation.changed"
    told = {"sector": organisation.sector, "state": organisation.state}
    audit.record(verb, f"organisation {organisation.pk}", by=by, **told)
    return organisation


@transaction.atomic
def verify_hats(member: Member, *, by: Member) -> int:
    """Where a member says they work today is so: an administrator has asked. What was signed stays."""
    if member.pk == by.pk:
        raise OwnRoles
    claimed = member.affiliations.current().filter(verified=False, organisation__isnull=False)
    count = claimed.update(verified=True)
    if count:
        audit.record("member.hats_verified", member.code, by=by, count=count)
    return count


@transaction.atomic
def verify_by_domain(organisation: Organisation, *, by: Member) -> int:
    """Everyone whose address is of one of its domains works there."""
    own = Q(pk__in=[])
    for row in organisation.domains.all():
        own |= Q(member__email__iendswith=f"@{row.domain}")
    count = organisation.affiliations.filter(own, verified=False).update(verified=True)
    if count:
        audit.record(
            "organisation.hats_verified", f"organisation {organisation.pk}", by=by, count=count
        )
    return count


@transaction.atomic
def publish_rules(text: str, *, by: Member) -> GroundRules:
    """The next version. From now on everyone accepts it before they write again."""
    newest = GroundRules.objects.aggregate(newest=Max("version"))["newest"] or 0
    rules = GroundRules.objects.create(version=newest + 1, text=text)
    audit.record("ground_rules.published", f"version {rules.version}", by=by)
    return rules
