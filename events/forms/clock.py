"""Times on the wall in Europe/London: an hour a year does not exist, and another happens twice."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _


def wall_time(day: dt.date, time: dt.time) -> dt.datetime:
    """The moment meant, or a sentence that says why it cannot be told."""
    zone = timezone.get_default_timezone()
    first = dt.datetime.combine(day, time, tzinfo=zone)
    second = first.replace(fold=1)
    if first.utcoffset() == second.utcoffset():
        return first
    said = {"time": time.strftime("%H:%M")}
    if first.astimezone(dt.UTC).astimezone(zone).replace(tzinfo=None) != first.replace(tzinfo=None):
        raise ValidationError(
            _(
                "%(time)s does not exist on that day: the clocks go forward from 01:00 to 02:00. "
                "Choose an earlier or a later time."
            )
            % said
        )
    raise ValidationError(
        _(
            "%(time)s happens twice on that day: the clocks go back from 02:00 to 01:00. "
            "Choose a time before 01:00 or from 02:00 on."
        )
        % said
    )
