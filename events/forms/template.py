"""A summary in an organisation’s own Word template, read when the form is checked and kept nowhere."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from community.documents import word_template
from community.documents.word_template import Template
from community.packed import Reason, Refused

TOO_BIG = _("Choose a Word file (.docx or .dotx) of at most 1 MB.")
SENTENCES: dict[Reason, Any] = {
    "too_big": TOO_BIG,
    "too_much": _(
        "This file holds too much to read at once. Take out what is not part of the template, "
        "and save it again."
    ),
    "old_or_locked": _(
        "This is an old Word file (.doc), or one with a password. Save it as .docx without a password."
    ),
    "damaged": _("This is not a Word file we can read. Save it again as .docx or .dotx."),
    "macros": _(
        "This file holds macros or other programs. Save it without them, as .docx or .dotx."
    ),
    "outside": _(
        "This file fetches something from elsewhere. Put its pictures into the file itself, "
        "and save it again."
    ),
    "picture": _(
        "A picture in its header or footer cannot be used. Put it in as a PNG or JPEG, "
        "and save it again."
    ),
}


class TemplateForm(forms.Form):
    template = forms.FileField(
        label=_("Your Word template"),
        help_text=_("A .docx or .dotx file of at most 1 MB. It is read once and not kept."),
        widget=forms.FileInput(attrs={"accept": ".docx,.dotx"}),
        error_messages=dict.fromkeys(("required", "missing", "invalid", "empty"), TOO_BIG),
    )
    form = forms.ChoiceField(
        label=_("What goes in"),
        choices=[("docx", _("The whole summary")), ("brief.docx", _("The short form, two pages"))],
        initial="docx",
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one.")},
    )

    def clean_template(self) -> Template:
        file: UploadedFile[bytes] = self.cleaned_data["template"]
        try:
            return word_template.read(file.read())
        except Refused as refused:
            raise ValidationError(SENTENCES[refused.reason], code=refused.reason) from refused
