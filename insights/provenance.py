"""What an insight rests on, who may read it, and how to cite it: each in plain words."""

from django.conf import settings
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from insights.enums import Audience, Kind, Origin
from insights.models import Insight


def provenance(insight: Insight) -> str:
    """ "From 14 notes at 5 tables, May 2026. Facilitator's summary. Checked by 11 of 23 people there." """
    if insight.origin != Origin.EVENT or insight.space is None:
        return ""
    return " ".join(filter(None, [_notes(insight), _("Facilitator’s summary."), _checked(insight)]))


def _notes(insight: Insight) -> str:
    if insight.note_count is None or insight.space is None:
        return ""
    values = {
        "notes": ngettext("%(count)d note", "%(count)d notes", insight.note_count)
        % {"count": insight.note_count},
        "month": date_format(insight.space.held_on, "F Y"),
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


def audience_sentence(insight: Insight) -> str:
    """Who can read this. Whom it is kept from is told to its author alone."""
    if insight.audience == Audience.EVENT and insight.space is not None:
        return _("Only people who were at “%(event)s” can read this.") % {"event": insight.space}
    return str(
        {
            Audience.EVERYONE.value: _("Anyone can read this, signed in or not."),
            Audience.MEMBERS.value: _("Only members can read this."),
            Audience.PRACTITIONERS.value: _("Only members not with a funder can read this."),
        }[insight.audience]
    )


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
