"""What an insight rests on, and how to cite it, in plain words."""

from datetime import date

from django.conf import settings
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from insights.enums import Kind, Origin
from insights.models import Insight


def provenance(insight: Insight, *, held_on: date | None = None) -> str:
    """ "From 14 notes at 5 tables, May 2026. Facilitator's summary. Checked by 11 of 23 people there."

    `held_on` is the event's day, where it is already known.
    """
    if insight.origin != Origin.EVENT or insight.space_id is None:
        return ""
    said = [_notes(insight, held_on), _("Facilitator’s summary."), _checked(insight)]
    return " ".join(filter(None, said))


def _notes(insight: Insight, held_on: date | None) -> str:
    held_on = held_on or (insight.space.held_on if insight.space else None)
    if insight.note_count is None or held_on is None:
        return ""
    values = {
        "notes": ngettext("%(count)d note", "%(count)d notes", insight.note_count)
        % {"count": insight.note_count},
        "month": date_format(held_on, "F Y"),
    }
    if not insight.table_count:
        return _("From %(notes)s, %(month)s.") % values
    return ngettext(
        "From %(notes)s at %(count)d table, %(month)s.",
        "From %(notes)s at %(count)d tables, %(month)s.",
        insight.table_count,
    ) % {**values, "count": insight.table_count}


def _checked(insight: Insight) -> str:
    if insight.checked_by is None or insight.people_there is None:
        return ""
    return ngettext(
        "Checked by %(checked)d of %(there)d person there.",
        "Checked by %(checked)d of %(there)d people there.",
        insight.people_there,
    ) % {"checked": insight.checked_by, "there": insight.people_there}


def citation(insight: Insight) -> str:
    """One line of plain text; names nobody the byline does not."""
    day = insight.published_on or insight.recorded_on
    return _(
        "“%(title)s” (%(kind)s %(reference)s). %(byline)s. Commonality, %(day)s. %(address)s"
    ) % {
        "title": insight.title,
        "kind": Kind(insight.kind).label.lower(),
        "reference": insight.reference,
        "byline": insight.byline[:1].upper() + insight.byline[1:],
        "day": date_format(day, "j F Y"),
        "address": f"{settings.SITE_ADDRESS}{insight.get_absolute_url()}",
    }
