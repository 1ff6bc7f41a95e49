"""Lists of words as people read them: “A, B and C”, in whatever language is in force."""

from collections.abc import Sequence

from django.utils.translation import gettext, pgettext


def join_words(words: Sequence[str]) -> str:
    """One word stands alone, two are joined by “and”, more take commas before it."""
    if len(words) < 2:
        return "".join(words)
    start = pgettext("between the items of a list", ", ").join(words[:-1])
    return gettext("%(start)s and %(last)s") % {"start": start, "last": words[-1]}
