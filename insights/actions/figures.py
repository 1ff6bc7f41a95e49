"""Counting what moderators did, for everybody: at most weekly, after five changes."""

import datetime as dt

from django.db import transaction
from django.utils import timezone

from insights import figures
from insights.models import ModerationCount

LEAST_DAYS = 7
LEAST_CHANGES = 5


@transaction.atomic
def refresh_if_due() -> ModerationCount | None:
    """The nightly question. Counted too often, two counts would tell what came between."""
    last = ModerationCount.objects.first()
    counted = figures.so_far()
    if last is not None:
        if timezone.now() - last.taken_at < dt.timedelta(days=LEAST_DAYS):
            return None
        if abs(counted - last.counted) < LEAST_CHANGES:
            return None
    return ModerationCount.objects.create(counted=counted, display=figures.count_all())
