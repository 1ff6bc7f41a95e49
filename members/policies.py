"""Who may do what among members."""

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db.models import QuerySet

from members.models import Closing, Member, Recovery, Viewer


def has_accepted_newest_rules(member: Member) -> bool:
    return member.newest_rules_id in (None, member.agreed_to_id)


def may_post(member: Viewer) -> bool:
    """Members with a name who have accepted the newest ground rules. Reading asks nothing of this."""
    if member.is_anonymous or not member.is_active or not member.name:
        return False
    return has_accepted_newest_rules(member)


def can_administer(member: Viewer) -> bool:
    return not member.is_anonymous and member.is_active and member.is_administrator


def can_change_roles(administrator: Viewer, member: Member) -> bool:
    """Administrators change other people's roles, never their own: the last one cannot lock the door."""
    return can_administer(administrator) and administrator.pk != member.pk


def has_safeguarding_lead() -> bool:
    return bool(Member.objects.safeguarding_leads().exists())


def can_confirm_organisations(member: Viewer) -> bool:
    return can_administer(member) or (not member.is_anonymous and member.is_facilitator)


def must_have_second_factor(member: Viewer) -> bool:
    """Facilitators, organisers and administrators; a demonstration alone may skip it."""
    if not settings.SECOND_FACTOR_REQUIRED or member.is_anonymous:
        return False
    return member.needs_second_factor


def second_factors(member: Member) -> QuerySet[Authenticator]:
    of_types = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]
    return Authenticator.objects.filter(user=member, type__in=of_types)  # type: ignore[no-any-return] # allauth is untyped


def has_second_factor(member: Member) -> bool:
    """A passkey or an authenticator app; recovery codes alone are none."""
    return bool(second_factors(member).exists())


def lacks_second_factor(member: Viewer) -> bool:
    return must_have_second_factor(member) and not has_second_factor(member)  # type: ignore[arg-type] # a member: it must have one


def can_remove_second_factor(member: Member, factor: Authenticator) -> bool:
    """Recovery codes may go; the last of the others only from who need not have one."""
    if not must_have_second_factor(member):
        return True
    return bool(second_factors(member).exclude(pk=factor.pk).exists())


def can_leave(member: Member) -> bool:
    """Everyone but the last administrator, who first gives the keys to somebody else."""
    if not member.is_administrator:
        return True
    others = Member.objects.filter(is_administrator=True, is_active=True, closing__isnull=True)
    return bool(others.exclude(pk=member.pk).exists())


def is_leaving(member: Viewer) -> bool:
    return not member.is_anonymous and Closing.objects.filter(member=member).exists()


def can_confirm_recovery(facilitator: Viewer, recovery: Recovery) -> bool:
    """A facilitator, of somebody else’s account."""
    if facilitator.is_anonymous or not facilitator.is_facilitator or not facilitator.is_active:
        return False
    return recovery.member_id != facilitator.pk
