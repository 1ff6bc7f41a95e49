"""Offers of help on a support need, and introductions once both agree."""

import uuid
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from insights.enums import OfferState
from insights.models.insights import Insight
from members.models import Viewer


class OfferQuerySet(models.QuerySet["Offer"]):
    def visible_to(self, viewer: Viewer) -> Self:
        """The helper's own. The asker reaches theirs through an insight they own."""
        return self.none() if viewer.is_anonymous else self.filter(helper=viewer)


class Offer(models.Model):
    """ "I can help." The helper agrees by offering; the asker by accepting; only then is an address shown.

    Nothing here names the asker: for an unlinked need, accepting shows the helper's address to the asker
    and stores nothing about them.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    insight = models.ForeignKey(Insight, on_delete=models.CASCADE, related_name="offers")
    helper = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="offers"
    )
    message = models.TextField(max_length=1_000)
    state = models.CharField(max_length=10, choices=OfferState, default=OfferState.OFFERED)
    made_on = models.DateField(auto_now_add=True)
    held_for = models.CharField(max_length=12, blank=True)  # a rule: the message is not shown

    objects = OfferQuerySet.as_manager()

    class Meta:
        ordering = ["made_on", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["insight", "helper"],
                condition=Q(state__in=[OfferState.OFFERED, OfferState.ACCEPTED]),
                name="offer_one_open_per_helper",
            ),
        ]

    def __str__(self) -> str:
        return self.state
