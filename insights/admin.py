"""What administrators keep by hand: reasons for decisions and the vocabulary. Never anybody's words."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from insights.models import Reason, Tag
from insights.models.tags import TagQuerySet
from members.admin import site


@admin.register(Reason, site=site)
class ReasonAdmin(admin.ModelAdmin):  # type: ignore[type-arg] # not subscriptable when run
    """Retired rather than removed: decisions keep the reason they gave."""

    list_display = ["text", "act", "is_active", "position"]
    list_editable = ["is_active", "position"]
    list_filter = ["act", "is_active"]

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Tag, site=site)
class TagAdmin(admin.ModelAdmin):  # type: ignore[type-arg] # not subscriptable when run
    """Scope notes. Proposals are settled in the queue: they may repeat words not everyone may read."""

    list_display = ["name", "facet", "scope_note"]
    list_filter = ["facet"]
    search_fields = ["name"]
    fields = ["scope_note", "facet"]

    def get_queryset(self, request: HttpRequest) -> TagQuerySet:
        return Tag.objects.accepted()

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
