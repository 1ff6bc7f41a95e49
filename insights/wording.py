"""Sentences that say who may read words and how they are signed, before they are sent and after."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from community.text_lists import join_words
from insights.enums import Attribution, Audience
from insights.models.signing import SignedWords


def readers(audience: str, *, event: str = "", kept_from: Sequence[str] = ()) -> list[str]:
    """Who will be able to read it, by name where an organisation is kept out."""
    sentences = [_who(audience, event)]
    if kept_from:
        sentences.append(
            _("Nobody who works for %(organisations)s can read it, whoever else they are.")
            % {"organisations": join_words(kept_from)}
        )
    return sentences


def _who(audience: str, event: str) -> str:
    if audience == Audience.EVERYONE:
        return _("Everyone can read this, signed in or not.")
    if audience == Audience.PRACTITIONERS:
        return _("Only members who do not work for a funder can read this.")
    if audience == Audience.EVENT:
        return _("Only the people who were at “%(event)s” can read this.") % {"event": event}
    return _("Only members can read this.")


def before_publishing(audience: str) -> str:
    """Who reads it while it is held."""
    if audience == Audience.PRACTITIONERS:
        return _(
            "Until it is published, only facilitators who do not work for a funder can read it."
        )
    if audience == Audience.EVENT:
        return _(
            "Until it is published, only facilitators who were at the event can read it. If none "
            "was, facilitators who do not work for a funder can."
        )
    return _("Until it is published, only facilitators can read it.")


def kept_out(organisations: Sequence[str]) -> str:
    """Said before it is sent when facilitators work for some of those it is kept from."""
    if not organisations:
        return ""
    return _(
        "A facilitator works for %(organisations)s. You keep it from them too: they will not "
        "see it, neither before it is published nor after."
    ) % {"organisations": join_words(organisations)}


def signature(words: SignedWords) -> list[str]:
    """How it is signed, who knows more than that, and what nobody can promise."""
    if words.is_unlinked:
        return [_shown(words), *_unlinked()]
    if words.attribution == Attribution.ORGANISATION:
        return [_shown(words), _("Facilitators can see that it was you. Other members cannot.")]
    return [_shown(words)]


def _shown(words: SignedWords) -> str:
    if words.attribution == Attribution.WITHOUT:
        return _("It will be shown without attribution: no name, organisation or sector.")
    return _("It will be signed “%(byline)s”.") % {"byline": words.byline}


def _unlinked() -> list[str]:
    return [
        _("Your name is not kept with it: no member, facilitator or organiser can look it up."),
        _(
            "It is confidential rather than anonymous: whoever holds both this server’s database "
            "and its separate key could test one person against one entry, and freedom of "
            "information law may reach words written for a public body."
        ),
    ]
