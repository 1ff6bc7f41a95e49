"""The words a summary begins with: Markdown, made from what is known of the event."""

from collections.abc import Callable

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from community.documents.markdown import as_typed
from events.composing.material import Finding, Material
from events.enums import BlockKey
from insights.enums import Kind

LINES_HEARD = 5


def draft(key: str, material: Material) -> str:
    """What stands in this block until somebody edits it; nothing for a block that is all rows."""
    writer = WRITERS.get(BlockKey(key))
    return writer(material) if writer else ""


def _why(material: Material) -> str:
    why = material.event.why
    questions = [line for line in material.event.questions.split("\n") if line.strip()]
    if not questions:
        return why
    asked = ngettext(
        "The question put at the tables:", "The questions put at the tables:", len(questions)
    )
    numbered = (f"{number}. {as_typed(text)}" for number, text in enumerate(questions, start=1))
    return "\n\n".join([why, asked, "\n".join(numbered)])


def _heard(material: Material) -> str:
    return "\n".join(_heard_line(finding) for finding in most_heard(material.findings))


def most_heard(findings: tuple[Finding, ...]) -> list[Finding]:
    """Five at most: the one that rests on most notes of each kind, then whatever rests on most."""
    ordered = sorted(findings, key=lambda it: -(it.insight.note_count or 0))
    firsts = [next((it for it in ordered if it.insight.kind == kind), None) for kind in Kind]
    chosen = [it for it in firsts if it is not None]
    chosen += [it for it in ordered if it not in chosen][: LINES_HEARD - len(chosen)]
    return sorted(chosen, key=lambda it: (Kind.values.index(it.insight.kind), ordered.index(it)))


def _heard_line(finding: Finding) -> str:
    insight = finding.insight
    count = insight.note_count or 0
    return ngettext(
        "- **%(kind)s:** %(title)s (%(count)d note) [%(reference)s](%(address)s)",
        "- **%(kind)s:** %(title)s (%(count)d notes) [%(reference)s](%(address)s)",
        count,
    ) % {
        "kind": insight.get_kind_display(),
        "title": as_typed(insight.title),
        "count": count,
        "reference": insight.reference,
        "address": finding.address,
    }


def _next(material: Material) -> str:
    """What anybody can do now; who does what by when is for the organiser to say."""
    lines = [
        _(
            "- What we heard is [in the library](%(address)s): say whether it is true where you work."
        )
        % {"address": _address("insights:browse")}
    ]
    if material.of_kind(Kind.SUPPORT_NEED):
        lines.append(
            _("- Anyone who can help with the support asked for can [offer it](%(address)s).")
            % {"address": _address("insights:support")}
        )
    return "\n".join(lines)


def _glossary(material: Material) -> str:
    """The words the document itself uses; the organiser adds the room's own."""
    lines = [
        _("- **Principle:** something people found to be true of changing a local system."),
        _("- **Challenge:** what stands in the way."),
        _("- **Support need:** help that somebody asked for."),
        _("- **Theme:** notes of one meaning, grouped and named by a facilitator."),
    ]
    if material.event.chatham_house:
        lines.append(
            _(
                "- **Chatham House Rule:** what was said may be used; who said it, and who was there, "
                "may not be told."
            )
        )
    return "\n".join(lines)


def _contacts(material: Material) -> str:
    page = f"{settings.SITE_ADDRESS}{material.event.get_absolute_url()}"
    return "\n".join(
        [
            _("- The event and what came of it: [its page](%(address)s).") % {"address": page},
            _(
                "- What people said belongs to them. Use it with its source, and as the rule allows."
            ),
        ]
    )


def _address(name: str) -> str:
    return f"{settings.SITE_ADDRESS}{reverse(name)}"


WRITERS: dict[BlockKey, Callable[[Material], str]] = {
    BlockKey.WHY: _why,
    BlockKey.HEARD: _heard,
    BlockKey.NEXT: _next,
    BlockKey.GLOSSARY: _glossary,
    BlockKey.CONTACTS: _contacts,
}
