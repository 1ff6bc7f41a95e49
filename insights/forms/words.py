"""Fields that recording and editing share: the words, the optional rest, and who they are kept from."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from community.forms import BodyField, FilteredCheckboxes, LineField
from community.text import normalise_line
from insights.actions.recording import Words
from insights.enums import Facet, TagState
from insights.models import Insight, Tag
from members.forms.finding import FindsChoices
from members.forms.places import PlacesField
from members.models import Organisation, Place

MOST_TAGS = 8
LONGEST_TAG = 40


class TagsField(forms.MultipleChoiceField):
    """Check boxes of the vocabulary, under the question each facet asks."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(choices=vocabulary, widget=forms.CheckboxSelectMultiple, **kwargs)

    def clean(self, value: Any) -> list[Tag]:
        slugs = super().clean(value)
        return list(Tag.objects.accepted().filter(slug__in=slugs)) if slugs else []


def vocabulary() -> list[tuple[str, list[tuple[str, str]]]]:
    by_facet: dict[str, list[tuple[str, str]]] = {facet.value: [] for facet in Facet}
    for tag in Tag.objects.accepted().exclude(facet=""):
        by_facet[tag.facet].append((tag.slug, tag.name))
    return [(str(Facet(facet).label), tags) for facet, tags in by_facet.items() if tags]


class SentAgain(forms.Form):
    """What was typed in it can be sent once more from another page."""

    def values(self, name: str) -> list[str]:
        """A field as it was typed, for hidden inputs that send it again."""
        typed = self[name].value()
        several = typed if isinstance(typed, list) else [typed]
        return [str(value) for value in several if value not in (None, "")]


class WordsForm(SentAgain, FindsChoices):
    """What is said, and what may be said besides."""

    finding_fields = ("places",)

    title = LineField(
        label=gettext_lazy("Title"),
        help_text=gettext_lazy("One sentence, as you would say it to a colleague."),
        max_length=140,
        widget=forms.TextInput(attrs={"data-count": True, "autocomplete": "off"}),
        error_messages={"required": gettext_lazy("Give it a title: one sentence is enough.")},
    )
    body = BodyField(
        label=gettext_lazy("What is happening?"),
        help_text=gettext_lazy(
            "What have you seen, where does it show, what does it lead to? Leave out names. "
            "You can use Markdown: a blank line starts a paragraph, a hyphen starts a list."
        ),
        max_length=10_000,
        widget=forms.Textarea(attrs={"data-count": True, "rows": 8}),
        error_messages={"required": gettext_lazy("Say what is happening: a few lines are enough.")},
    )
    what_helped = BodyField(
        label=gettext_lazy("What helped, or might help?"),
        max_length=10_000,
        required=False,
        widget=forms.Textarea(attrs={"data-count": True, "rows": 4}),
    )
    places = PlacesField(
        help_text=gettext_lazy(
            "Where this is about. If you sign by sector or without attribution, a place is shown "
            "only as precisely as hides you."
        ),
    )
    tags = TagsField(
        label=gettext_lazy("Tags"),
        help_text=gettext_lazy("Up to 8. They help others find it."),
        required=False,
    )
    new_tags = LineField(
        label=gettext_lazy("Suggest another tag"),
        help_text=gettext_lazy(
            "If none of these fits. Put a comma between several. A facilitator looks at each."
        ),
        max_length=400,
        required=False,
    )
    kept_from = forms.ModelMultipleChoiceField(
        Organisation.objects.confirmed(),
        label=gettext_lazy("Keep it from organisations"),
        help_text=gettext_lazy("Nobody who works for them will be able to read it."),
        required=False,
        widget=FilteredCheckboxes(find=gettext_lazy("Find an organisation")),
    )

    def clean_places(self) -> list[Place]:
        return list(self.cleaned_data["places"].select_related("parent__parent"))

    def clean_new_tags(self) -> list[str]:
        names = split_tags(self.cleaned_data["new_tags"])
        if any(len(name) > LONGEST_TAG for name in names):
            raise forms.ValidationError(
                _("Each tag may have at most %(most)s characters: shorten the longest.")
                % {"most": LONGEST_TAG}
            )
        return names

    def clean(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        chosen = len(cleaned.get("tags") or []) + len(cleaned.get("new_tags") or [])
        if chosen > MOST_TAGS:
            over = chosen - MOST_TAGS
            self.add_error(
                "tags",
                ngettext(
                    "At most 8 tags: take %(over)s away.",
                    "At most 8 tags: take %(over)s away.",
                    over,
                )
                % {"over": over},
            )
        return cleaned

    def words(self, *, kind: str) -> Words:
        cleaned = self.cleaned_data
        return Words(
            kind=kind,
            title=cleaned["title"],
            body=cleaned["body"],
            what_helped=cleaned["what_helped"],
            tags=cleaned["tags"],
            new_tags=cleaned["new_tags"],
            places=cleaned["places"],
            kept_from=list(cleaned["kept_from"]),
        )

    def is_open(self, names: Iterable[str]) -> bool:
        """Whether any of these fields holds an error or something typed: folded parts open for it."""
        return any(self[name].errors or self[name].value() for name in names)

    @property
    def opens_more(self) -> bool:
        return self.is_finding or self.is_open(["what_helped", "places", "tags", "new_tags"])


def split_tags(typed: str) -> list[str]:
    """Names between commas, each once whatever its case."""
    names = [normalise_line(name) for name in typed.split(",")]
    return list({name.casefold(): name for name in names if name}.values())


def words_of(insight: Insight) -> dict[str, Any]:
    """What an edit form starts with."""
    tags = [tagging.tag for tagging in insight.taggings.select_related("tag")]
    return {
        "title": insight.title,
        "body": insight.body,
        "what_helped": insight.what_helped,
        "places": [place.code for place in insight.shown_places],
        "tags": [tag.slug for tag in tags if tag.state == TagState.ACCEPTED],
        "new_tags": ", ".join(tag.name for tag in tags if tag.state == TagState.PROPOSED),
        "kept_from": [row.organisation_id for row in insight.kept_from_rows.all()],
    }
