"""The community's ground rules, in versions, and who agreed to which."""

from typing import Self

from django.conf import settings
from django.db import models
from django.utils.safestring import SafeString

from community.markdown import render


class GroundRulesQuerySet(models.QuerySet["GroundRules"]):
    def newest(self) -> "GroundRules | None":
        return self.order_by("-version").first()


class GroundRules(models.Model):
    """One version. A new one blocks posting until it is accepted; an old one is never changed."""

    version = models.PositiveIntegerField(unique=True)
    text = models.TextField()
    published_on = models.DateField(auto_now_add=True)

    objects = GroundRulesQuerySet.as_manager()

    class Meta:
        ordering = ["-version"]
        verbose_name_plural = "ground rules"

    def __str__(self) -> str:
        return f"{self.version}"

    @property
    def as_html(self) -> SafeString:
        return render(self.text)


class AgreementQuerySet(models.QuerySet["Agreement"]):
    def of(self, member: models.Model) -> Self:
        return self.filter(member=member)


class Agreement(models.Model):
    """A member accepted a version of the ground rules."""

    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="agreements"
    )
    rules = models.ForeignKey(GroundRules, on_delete=models.PROTECT, related_name="agreements")
    agreed_on = models.DateField(auto_now_add=True)

    objects = AgreementQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["member", "rules"], name="agreement_once_per_version")
        ]

    def __str__(self) -> str:
        return f"{self.rules}"
