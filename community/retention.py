"""How long every table is kept, in a few classes. A table that belongs to none fails a test."""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db.models import Model, TextChoices
from django.utils.translation import gettext_lazy as _

from community.registries import Registry


class Stay(TextChoices):
    """From a passing thing to what the site is made of."""

    TWO_DAYS = "two_days", _("Two days")
    MONTH = "month", _("30 days")
    SEASON = "season", _("90 days")
    YEAR = "year", _("One year")
    LEDGER = "ledger", _("400 days")
    RECORD = "record", _("Three years")
    ACCOUNT = "account", _("As long as the account")
    WORDS = (
        "words",
        _("Until its author withdraws it; nameless after they leave, if they choose so"),
    )
    EVENT = "event", _("As long as the event is remembered")
    SITE = "site", _("As long as the site runs; it is about nobody")


DAYS = {
    Stay.TWO_DAYS: 2,
    Stay.MONTH: 30,
    Stay.SEASON: 90,
    Stay.YEAR: 365,
    Stay.LEDGER: 400,  # a month longer than a backup may be kept
    Stay.RECORD: 1095,  # the database itself lets no line of the audit log go earlier
}

# Lets go of what is older than the moment it is given.
Forget = Callable[[dt.datetime], object]


@dataclass(frozen=True, kw_only=True)
class Kept:
    """One table: its class, what it holds, and for a class of so many days how it forgets."""

    table: str
    stay: Stay
    what: str
    forget: Forget | None = None

    def past(self, now: dt.datetime) -> dt.datetime | None:
        """What is older than this has had its time."""
        days = DAYS.get(self.stay)
        return None if days is None else now - dt.timedelta(days=days)


# Every package adds its own tables in its `AppConfig.ready()`.
tables: Registry[[], Iterable[Kept]] = Registry()


def every_table() -> list[Kept]:
    return [kept for some in tables.ask() for kept in some]


def delete_before(model: type[Model], column: str) -> Forget:
    """Rows whose `column`, a day or a moment, is older."""

    def forget(before: dt.datetime) -> object:
        is_day = model._meta.get_field(column).get_internal_type() == "DateField"
        moment = before.date() if is_day else before
        return model._base_manager.filter(**{f"{column}__lt": moment}).delete()

    return forget
