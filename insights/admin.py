"""What administrators keep by hand: reasons for decisions and the vocabulary. Never anybody's words."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from insights.models import Reason, Tag


@admin.register(Reason)
class ReasonAdmin(admin.ModelAdmin):  # type: ignore[type-arg] # not subscriptable when run
    """Retired rather than removed: decisions keep the reason they gave."""

    list_display = ["text", "act", "is_active", "position"]
    list_editable = ["is_active", "position"]
    list_filter = ["act", "is_active"]

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Tag)
class TagAdmin(admin.ModelAdmin):  # type: ignore[type-arg] # not subscriptable when run
    """Scope notes and other names. Proposals are settled in the moderation queue, where search follows."""

    list_display = ["name", "facet", "scope_note", "state"]
    list_filter = ["facet", "state"]
    search_fields = ["name"]
    fields = ["scope_note", "facet"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
