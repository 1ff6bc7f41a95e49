"""What verdicts and sectors are called on a page, and what each verdict says of each kind."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from insights.commonality.verdicts import Verdict
from insights.enums import Kind
from members.enums import SECTOR_PLURAL

VERDICT_NAMES: dict[str, Promise] = {
    Verdict.SHARED: _("Shared across sectors"),
    Verdict.SHARED_ABSENCE: _("Shared: not true here"),
    Verdict.DIFFERS: _("Differs by sector"),
    Verdict.CONTESTED: _("Contested within sectors"),
    Verdict.MIXED: _("Mixed"),
    Verdict.MOSTLY_NOT_SURE: _("Mostly not sure"),
}

MEANINGS: dict[str, dict[str, Promise]] = {
    Kind.PRINCIPLE: {
        Verdict.SHARED: _("People in every sector compared say these hold where they work."),
        Verdict.SHARED_ABSENCE: _("Every sector compared says these are not how things are yet."),
        Verdict.DIFFERS: _("Held in some sectors and not in others."),
        Verdict.CONTESTED: _("People of the same sector disagree about these."),
        Verdict.MIXED: _("No clear pattern so far."),
        Verdict.MOSTLY_NOT_SURE: _("Half or more of those who answered cannot say."),
    },
    Kind.CHALLENGE: {
        Verdict.SHARED: _("Met everywhere: every sector compared knows these."),
        Verdict.SHARED_ABSENCE: _("What hardly anybody meets, in any sector compared."),
        Verdict.DIFFERS: _("Met in some sectors and not in others."),
        Verdict.CONTESTED: _("Some meet these and others in the same sector do not."),
        Verdict.MIXED: _("No clear pattern so far."),
        Verdict.MOSTLY_NOT_SURE: _("Half or more of those who answered cannot say."),
    },
    Kind.SUPPORT_NEED: {
        Verdict.SHARED: _("Needed in every sector compared."),
        Verdict.SHARED_ABSENCE: _("What hardly anybody needs, in any sector compared."),
        Verdict.DIFFERS: _("Needed in some sectors and not in others."),
        Verdict.CONTESTED: _("Some need these and others in the same sector do not."),
        Verdict.MIXED: _("No clear pattern so far."),
        Verdict.MOSTLY_NOT_SURE: _("Half or more of those who answered cannot say."),
    },
}


def sector_names() -> Mapping[str, str]:
    """Every sector in the plural, as inside a sentence, in the language in force."""
    return {sector: str(name) for sector, name in SECTOR_PLURAL.items()}
