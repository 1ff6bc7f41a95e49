"""The comment form before anybody typed into it: drawn once for whoever is offered the same choices.

What differs each time is put in afterwards: where it goes, the key that makes sending it twice
harmless, the token.
"""

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from community.templatetags.ui import TOKEN
from insights.enums import Kind
from insights.forms.record import new_form_key
from insights.forms.responding import CommentForm
from insights.models import Insight
from insights.reading import kept
from members.models import Member

REFERENCE = "XX-00000"  # no reference has a nought
KEY = "key-of-this-form"


def comment_form(member: Member, insight: Insight, *, token: str) -> SafeString:
    """Nothing of what was drawn is this insight's or this request's but the three that are put in."""
    form = CommentForm(insight=insight, member=member, initial={"form_key": KEY})
    html: str = kept("comment form", *form.offers(), make=lambda: _drawn(form))
    own = {REFERENCE: insight.reference, KEY: new_form_key(), TOKEN: token}
    for stand_in, value in own.items():
        html = html.replace(stand_in, value)
    return mark_safe(html)  # noqa: S308 - our template, a reference, a key and a token of ours


def _drawn(form: CommentForm) -> SafeString:
    context = {
        "insight": Insight(reference=REFERENCE, kind=Kind.PRINCIPLE),
        "form": form,
        "csrf_token": TOKEN,
    }
    return render_to_string("insights/_comment_form.html", context)
