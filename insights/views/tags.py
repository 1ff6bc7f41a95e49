"""The vocabulary: every tag under its question, and a page for each."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from community.http import render_page
from insights.enums import Facet
from insights.facets import counts
from insights.models import Tag
from insights.reading import keys_of
from insights.search import Asked
from insights.views.keeping import kept_for_visitors
from insights.views.listing import listed
from members.http import Request
from members.models import Viewer


@dataclass(frozen=True, slots=True)
class Question:
    """A question of the vocabulary with its tags, each with how many insights this viewer finds under it."""

    label: str
    tags: list[tuple[Tag, int]]


@require_safe
@kept_for_visitors
def tags(request: Request) -> HttpResponse:
    number = numbers(request.user, key=keys_of(request)[0])
    by_question: dict[str, list[tuple[Tag, int]]] = {facet.value: [] for facet in Facet}
    for tag in Tag.objects.accepted():
        by_question.setdefault(tag.facet, []).append((tag, number.get(tag.slug, 0)))
    questions = [
        Question(str(Facet(facet).label) if facet else "", found)
        for facet, found in by_question.items()
        if found
    ]
    return render_page(request, "insights/tags.html", {"questions": questions})


@require_safe
@kept_for_visitors
def tag(request: Request, slug: str) -> HttpResponse:
    """A proposed tag has no page until it is accepted."""
    tag = get_object_or_404(Tag.objects.accepted(), slug=slug)
    asked = Asked(tags=(tag,))
    key, _comments = keys_of(request)
    total = numbers(request.user, key=key).get(tag.slug, 0)
    context = {
        "tag": tag,
        "question": Facet(tag.facet).label if tag.facet else "",
        "listed": listed(request, asked, total=total, key=key),
        "narrow": asked.address(),
    }
    return render_page(request, "insights/tag.html", context)


def numbers(viewer: Viewer, *, key: str) -> Mapping[str, int]:
    """How many insights of the viewer's library carry each tag, from the kept counts."""
    return {counted.value: counted.count for counted in counts(viewer, Asked(), key=key).of("tag")}
