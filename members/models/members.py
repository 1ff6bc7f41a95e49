"""Members: people with an account, and what they wear while they look."""

from typing import Any, ClassVar, Self, TypeAlias

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser, BaseUserManager
from django.db import connection, models
from django.db.models.functions import Lower, Upper
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from community.codes import random_code
from community.columns import columns, row
from members.enums import Sector
from members.models.affiliations import Affiliation, worn_by
from members.models.places import Place
from members.models.rules import GroundRules


def new_code() -> str:
    return random_code(8).lower()


_SIGNED_IN = """
SELECT (SELECT id FROM members_groundrules ORDER BY version DESC LIMIT 1),
       ARRAY(SELECT ARRAY[space_id::text, part] FROM members_spacemember WHERE member_id = member.id),
       {columns}
FROM members_member member WHERE id = %s
"""


class MemberQuerySet(models.QuerySet["Member"]):
    def visible_to(self, viewer: "Viewer") -> Self:
        """The directory: those who chose to be in it and stay, for members; and always oneself."""
        if viewer.is_anonymous:
            return self.none()
        listed = models.Q(listed=True, is_active=True, closing__isnull=True)
        return self.filter(listed | models.Q(pk=viewer.pk))

    def signed_in(self, pk: int) -> "Member | None":
        """Whose session this is, with what every page asks of them, in one question."""
        with connection.cursor() as cursor:
            cursor.execute(_SIGNED_IN.format(columns=columns(Member, "member")), [pk])
            found = cursor.fetchone()
        if found is None:
            return None
        newest_rules_id, parts, *values = found
        member = row(Member, values)
        member.newest_rules_id = newest_rules_id
        member.space_parts = {int(space): part for space, part in parts}
        return member

    def safeguarding_leads(self) -> Self:
        """Those who alone read a report about somebody's safety."""
        return self.filter(is_active=True, is_safeguarding_lead=True)

    def wearing(self, sector: str) -> Self:
        """Active members with a current hat of this sector."""
        hats = Affiliation.objects.current().of_sector(sector)
        return self.filter(is_active=True, pk__in=hats.values("member"))


class MemberManager(BaseUserManager["Member"].from_queryset(MemberQuerySet)):  # type: ignore[misc]
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "Member":
        member: Member = self.model(email=self.normalize_email(email).lower(), **fields)
        member.set_password(password)
        member.save(using=self._db)
        return member

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "Member":
        return self.create_user(email, password, is_administrator=True, **fields)


class Member(AbstractBaseUser):
    """A person. Roles add up: a facilitator may also be an organiser."""

    last_login = None  # when somebody was here is kept nowhere
    email = models.EmailField(_("Email address"), max_length=254, unique=True)
    code = models.CharField(max_length=12, unique=True, default=new_code, editable=False)
    name = models.CharField(_("Name"), max_length=80, blank=True)
    about = models.CharField(_("About you"), max_length=500, blank=True)
    is_facilitator = models.BooleanField(_("Facilitator"), default=False)
    is_organiser = models.BooleanField(_("Organiser"), default=False)
    is_administrator = models.BooleanField(_("Administrator"), default=False)
    is_safeguarding_lead = models.BooleanField(_("Safeguarding lead"), default=False)
    is_active = models.BooleanField(_("May sign in"), default=True)
    joined_on = models.DateField(default=timezone.localdate, editable=False)
    places = models.ManyToManyField(Place, blank=True, related_name="members")
    agreed_to = models.ForeignKey(
        GroundRules, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    # What the profile shows is ticked by its owner, one thing at a time.
    listed = models.BooleanField(_("Be listed in the directory"), default=False)
    show_organisation = models.BooleanField(_("Show where you work"), default=False)
    show_role = models.BooleanField(_("Show your role"), default=False)
    show_places = models.BooleanField(_("Show your places"), default=False)
    show_about = models.BooleanField(_("Show what you wrote about yourself"), default=False)
    about_held_for = models.CharField(
        max_length=12, blank=True, editable=False
    )  # a rule: not shown

    objects: ClassVar[Any] = MemberManager()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        ordering = ["name", "pk"]
        constraints = [models.UniqueConstraint(Lower("email"), name="member_email_is_unique")]
        # Signing in looks an address up as `iexact` does; a scan would take longer for an unknown one.
        indexes = [models.Index(Upper("email"), name="member_email_as_looked_up")]

    def __str__(self) -> str:
        return self.name or _("A member").__str__()

    def get_absolute_url(self) -> str:
        return reverse("members:detail", args=[self.code])

    @property
    def is_staff(self) -> bool:
        """Django admin's word for who may open it."""
        return self.is_administrator

    @property
    def needs_second_factor(self) -> bool:
        roles = (self.is_facilitator, self.is_organiser, self.is_administrator)
        return any((*roles, self.is_safeguarding_lead))

    @property
    def about_shown(self) -> str:
        """What other members read: ticked by its owner, and not out of sight."""
        return self.about if self.show_about and not self.about_held_for else ""

    @cached_property
    def hats(self) -> tuple[Affiliation, ...]:
        """Current affiliations, oldest first: one query for a whole request."""
        return worn_by(self.pk)

    @property
    def wears_funder_hat(self) -> bool:
        return any(hat.sector == Sector.FUNDER for hat in self.hats)

    @property
    def organisation_ids(self) -> frozenset[int]:
        return frozenset(hat.organisation_id for hat in self.hats if hat.organisation_id)

    @cached_property
    def space_parts(self) -> dict[int, str]:
        """The events this member was at, and as what."""
        return dict(self.spaces.values_list("space_id", "part"))

    @cached_property
    def newest_rules_id(self) -> int | None:
        """The ground rules in force now, asked once a request."""
        newest = GroundRules.objects.newest()
        return newest.pk if newest else None

    def has_perm(self, perm: str, obj: object = None) -> bool:
        """Django admin only; nothing else asks for permissions by name."""
        return self.is_active and self.is_administrator

    def has_module_perms(self, app_label: str) -> bool:
        return self.is_active and self.is_administrator


Viewer: TypeAlias = Member | AnonymousUser
