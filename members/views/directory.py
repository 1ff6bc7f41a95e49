"""The directory of members who chose to be in it, and a member's page."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from community.asking import members_only
from community.http import page_of, render_page
from community.pace import require_room_for_search
from members.directory import listed_members, shown, with_shown
from members.forms.directory import DirectoryForm
from members.http import MemberRequest
from members.models import Member
from members.registries import profile_sections


@members_only
@require_safe
def browse(request: MemberRequest) -> HttpResponse:
    require_room_for_search(request.user)
    form = DirectoryForm(request.GET)
    page = page_of(request, listed_members(request.user, form.words))
    context = {"words": form.words, "page": page, "members": [shown(each) for each in page]}
    return render_page(request, "members/browse.html", context)


@members_only
@require_safe
def detail(request: MemberRequest, code: str) -> HttpResponse:
    """What a listed member ticked. Their own page shows its owner exactly what others see."""
    visible = with_shown(Member.objects.visible_to(request.user))
    member = get_object_or_404(visible, code=code)
    is_own = member.pk == request.user.pk
    if not member.name and not is_own:
        raise Http404
    sections = [each for each in profile_sections.ask(request.user, member) if each]
    context = {
        "member": shown(member),
        "is_own": is_own,
        "is_listed": member.listed,
        "sections": sections,
    }
    return render_page(request, "members/detail.html", context)
