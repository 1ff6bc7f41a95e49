"""Looking once more before words are sent: a page that lists what could say who somebody is."""

from collections.abc import Callable, Sequence

from django.forms import Form
from django.http import HttpResponse

from community.http import render_page, typed_fields
from insights.forms.checking import Checked, CheckedForm
from insights.identifying import Warned, warned
from members.http import MemberRequest, Request


def look_again(
    request: Request | MemberRequest,
    form: Form,
    fields: Sequence[str],
    *,
    unlinked: bool,
    change: Callable[[], HttpResponse],
) -> HttpResponse | None:
    """Their form again, or the page that warns, or nothing: then the words may be sent.

    The warning is worked out anew for each request and stands in the page alone.
    """
    answer = CheckedForm(request.POST).answer
    if answer == Checked.CHANGE:
        return change()
    found = identifying(form, fields, request=request, unlinked=unlinked)
    if answer == Checked.SEND or not found:
        return None
    typed = [(name, value) for name, value in typed_fields(request) if name != "checked"]
    context = {"found": found, "typed": typed, "action": request.get_full_path()}
    return render_page(request, "insights/check.html", context)


def identifying(
    form: Form, fields: Sequence[str], *, request: Request | MemberRequest, unlinked: bool
) -> list[Warned]:
    """In the order of the form. Lists (suggested tags) are read as one line."""
    typed = [(str(form[name].label), _text(form.cleaned_data.get(name))) for name in fields]
    return warned([pair for pair in typed if pair[1]], by=request.user, unlinked=unlinked)


def _text(value: object) -> str:
    return ", ".join(value) if isinstance(value, list) else str(value or "")
