"""How moderation works here and what it did, for everybody: one page, one file, one weekly count."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from community.documents.csv import write_csv
from community.http import render_page
from insights import figures
from insights.enums import ReportRule
from insights.forms.reporting import RULE_HINTS
from insights.models import ModerationCount
from insights.models.appeals import WORKING_DAYS


@require_safe
def how_we_moderate(request: HttpRequest) -> HttpResponse:
    count = ModerationCount.objects.first()
    context = {
        "rules": [(rule.label, RULE_HINTS[rule.value]) for rule in ReportRule],
        "days": WORKING_DAYS,
        "tables": figures.tables(count),
        "counted_on": count and count.taken_at,
    }
    return render_page(request, "insights/how_we_moderate.html", context)


@require_safe
def how_we_moderate_csv(request: HttpRequest) -> HttpResponse:
    """The public summary of the log: the same lines as the page."""
    found = figures.tables(ModerationCount.objects.first())
    rows = ([table.title, line.label, line.figure] for table in found for line in table.lines)
    return HttpResponse(
        write_csv([_("Table"), _("What"), _("Figure")], rows),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="how-we-moderate.csv"'},
    )
