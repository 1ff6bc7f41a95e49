"""How every form is drawn and read: our renderer, its bound field, explained choices, typed text."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.forms.renderers import TemplatesSetting

from community.text import normalise_body, normalise_line


class SiteBoundField(BoundField):
    """Never lets the browser cut text short: a length is told and checked, not enforced."""

    @property
    def limit(self) -> int | None:
        """How many characters to say, for a field whose widget asks for `data-count`."""
        counted = "data-count" in self.field.widget.attrs
        return getattr(self.field, "max_length", None) if counted else None

    @property
    def limit_written(self) -> str:
        """`10,000`, as people read it."""
        return f"{self.limit:,}"

    @property
    def is_tick(self) -> bool:
        """One box to tick, whose label stands after it."""
        return isinstance(self.field.widget, forms.CheckboxInput)

    @property
    def says_optional(self) -> bool:
        return not (
            self.field.required or self.is_tick or getattr(self.form, "all_optional", False)
        )

    @property
    def first_control(self) -> str:
        """The id an error links to: the control, or the first choice of several."""
        choices = (choice.id_for_label for choice in self.subwidgets)
        return self.id_for_label or next(choices, None) or f"{self.auto_id}_0"

    @property
    def aria_describedby(self) -> str | None:
        described = super().aria_describedby
        if described is None or not self.limit:
            return described
        return f"{described} {self.auto_id}_limit".strip()

    def build_widget_attrs(
        self, attrs: dict[str, Any], widget: forms.Widget | None = None
    ) -> dict[str, Any]:
        drawn: dict[str, Any] = {**super().build_widget_attrs(attrs, widget)}
        if "maxlength" in (widget or self.field.widget).attrs:
            drawn["maxlength"] = False
        if self.limit:
            drawn["data-count"] = self.limit
        return drawn


class SiteRenderer(TemplatesSetting):
    """Draws forms from `templates/django/forms/`."""

    bound_field_class = SiteBoundField


class _Explained:
    """Choices that may each carry one sentence of explanation."""

    look = ""

    def __init__(self, *args: Any, hints: Mapping[str, Any] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.hints = hints or {}

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(name, value, attrs)  # type: ignore[misc]  # a mixin for widgets
        context["widget"]["look"] = self.look
        return context

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option: dict[str, Any] = super().create_option(name, value, *args, **kwargs)  # type: ignore[misc]  # a mixin
        if hint := self.hints.get(str(value)):
            option["hint"] = hint
            option["attrs"]["aria-describedby"] = f"{option['attrs'].get('id', name)}_hint"
        return option


class RadioCards(_Explained, forms.RadioSelect):
    """One of a few, each on its own card; `hints` explains choices by their value."""

    look = "cards"


class CheckboxCards(_Explained, forms.CheckboxSelectMultiple):
    """Several of a few, each on its own card."""

    look = "cards"


class FilteredCheckboxes(forms.CheckboxSelectMultiple):
    """Many of many: a list that scrolls; with JavaScript, a box above narrows it as one types."""

    def __init__(self, *args: Any, find: Any = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.find = find

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        context["widget"] |= {"look": "scroll", "find": self.find}
        return context


class LineField(forms.CharField):
    """One line, normalised before its length is counted."""

    def to_python(self, value: Any) -> str:
        return normalise_line(super().to_python(value) or "")


class BodyField(forms.CharField):
    """Several lines, normalised before their length is counted."""

    widget = forms.Textarea

    def to_python(self, value: Any) -> str:
        return normalise_body(super().to_python(value) or "")
