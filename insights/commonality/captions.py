"""The words beside a figure: what a group is called, and what its band says."""

from collections.abc import Mapping

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from community.bands import band_words, base_words
from community.disclosure import OTHER, Shown
from community.text_lists import join_words
from insights.commonality.counts import ANSWERS, NOT_HERE, NOT_SURE, TRUE_HERE

ANSWER = {
    TRUE_HERE: _("%(share)s of %(people)s say this is true where they work"),
    NOT_HERE: _("%(share)s of %(people)s say this is not true where they work"),
    NOT_SURE: _("%(share)s of %(people)s are not sure"),
}


def group_words(group: Shown, names: Mapping[str, str]) -> str:
    """What a group is called: “councils”, “funders and other sectors”."""
    own = sorted(names[name] for name in group.names if name != OTHER)
    return join_words([*own, gettext("other sectors")] if OTHER in group.names else own)


def share_words(shown: Shown) -> str:
    """“80 % or more of 7 people say this is true where they work”."""
    if shown.leading is None or shown.band is None:
        return base_words(shown.base)
    return str(ANSWER[ANSWERS[shown.leading]]) % {
        "share": band_words(shown.band),
        "people": base_words(shown.base),
    }
