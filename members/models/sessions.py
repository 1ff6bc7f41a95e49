"""Sessions: who is signed in, since which day, in which kind of browser. Never from which address."""

from typing import Any, ClassVar, Self

from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.utils import timezone

from community.keyed import keyed_digest
from members.enums import Browser

CODE_LENGTH = 12


class SessionQuerySet(models.QuerySet["Session"]):
    def living(self) -> Self:
        return self.filter(expire_date__gt=timezone.now())


class Session(AbstractBaseSession):
    """One browser. Until somebody signs in it is nobody's."""

    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, related_name="sessions"
    )
    browser = models.CharField(max_length=12, choices=Browser, default=Browser.OTHER)
    signed_in_on = models.DateField(null=True)

    objects: ClassVar[Any] = SessionQuerySet.as_manager()  # type: ignore[assignment] # in place of Django’s own

    class Meta:
        ordering = ["-signed_in_on", "session_key"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(member__isnull=True) | models.Q(signed_in_on__isnull=False),
                name="session_of_a_member_has_its_day",
            )
        ]

    def __str__(self) -> str:
        return self.get_browser_display()

    @classmethod
    def get_session_store_class(cls) -> type[Any]:
        """For reading one that is not this request’s."""
        return SessionStore

    @property
    def code(self) -> str:
        """What a page calls it: the key itself would let whoever reads the page in."""
        return keyed_digest("session", self.session_key)[:CODE_LENGTH]
