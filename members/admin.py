"""Django's admin, for administrators alone: roles, organisations, ground rules. Nothing anyone wrote."""

from typing import Any

from allauth.account.decorators import reauthentication_required, secure_admin_login
from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _

from community.actions import audit
from community.text import normalise_body, normalise_line
from members import policies
from members.actions import running
from members.models import GroundRules, Member, Organisation, OrganisationDomain
from members.organisations import organisation_called

ANYONES = frozenset(
    {
        "aol.com",
        "btinternet.com",
        "gmail.com",
        "googlemail.com",
        "hotmail.co.uk",
        "hotmail.com",
        "icloud.com",
        "live.co.uk",
        "live.com",
        "me.com",
        "outlook.com",
        "proton.me",
        "protonmail.com",
        "yahoo.co.uk",
        "yahoo.com",
    }
)


class CommunityAdmin(admin.AdminSite):
    """Holds only what is registered here, and signs in through the site's own door."""

    site_header = site_title = _("Commonality administration")
    index_title = _("People and organisations")
    enable_nav_sidebar = False

    def has_permission(self, request: HttpRequest) -> bool:
        return policies.can_administer(request.user)

    @method_decorator(secure_admin_login)
    def login(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        return super().login(request, extra_context)


site = CommunityAdmin(name="admin")


@admin.register(Member, site=site)
class MemberAdmin(admin.ModelAdmin):  # type: ignore[type-arg] # not subscriptable when run
    """Roles and closing the door. Asked again who one is; opening a member's page is recorded."""

    list_display = [
        "name",
        "code",
        "is_facilitator",
        "is_organiser",
        "is_administrator",
        "is_safeguarding_lead",
        "is_active",
    ]
    list_filter = list(running.ROLES)
    search_fields = ["name", "code", "=email"]
    fields = ["name", "code", "email", "hats_worn", "joined_on", *running.ROLES]
    readonly_fields = ["name", "code", "email", "hats_worn", "joined_on"]
    actions = ["verify"]

    @admin.display(description=_("Hats"))
    def hats_worn(self, member: Member) -> str:
        unverified = _("unverified")
        said = [f"{hat} ({unverified})" if hat.is_claimed else str(hat) for hat in member.hats]
        return "; ".join(said)

    @admin.action(description=_("Confirm where the members ticked work"))
    def verify(self, request: HttpRequest, chosen: QuerySet[Member]) -> None:
        for member in chosen.exclude(pk=signed_in(request).pk):
            running.verify_hats(member, by=signed_in(request))

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Member | None = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Member | None = None) -> bool:
        if obj is None:
            return policies.can_administer(request.user)
        return policies.can_change_roles(request.user, obj)

    def has_view_permission(self, request: HttpRequest, obj: Member | None = None) -> bool:
        return policies.can_administer(request.user)

    @method_decorator(reauthentication_required)
    def change_view(self, request: HttpRequest, object_id: str, *args: Any) -> HttpResponse:
        member = self.get_object(request, object_id)
        if member is not None:
            audit.record("member.opened", member.code, by=signed_in(request))
        return super().change_view(request, object_id, *args)

    def save_model(
        self,
        request: HttpRequest,
        obj: Member,
        form: Any,
        change: bool,  # noqa: FBT001 - Django's signature
    ) -> None:
        roles = {name: form.cleaned_data[name] for name in running.ROLES}
        running.change_roles(obj, roles, by=signed_in(request))


class DomainForm(forms.ModelForm):  # type: ignore[type-arg] # not subscriptable when run
    class Meta:
        model = OrganisationDomain
        fields = ["domain"]

    def clean_domain(self) -> str:
        domain = normalise_line(self.cleaned_data["domain"]).lower().lstrip("@")
        if "." not in domain or domain in ANYONES:
            raise forms.ValidationError(_("Give a domain only this organisation uses."))
        return domain


class DomainInline(admin.TabularInline):  # type: ignore[type-arg] # not subscriptable when run
    model = OrganisationDomain
    form = DomainForm
    extra = 1


class OrganisationForm(forms.ModelForm):  # type: ignore[type-arg] # not subscriptable when run
    class Meta:
        model = Organisation
        fields = ["name", "sector", "state"]

    def clean_name(self) -> str:
        name = normalise_line(self.cleaned_data["name"])
        known = organisation_called(name)
        if known is not None and known.pk != self.instance.pk:
            raise forms.ValidationError(_("There is one of that name already."))
        return name


@admin.register(Organisation, site=site)
class OrganisationAdmin(admin.ModelAdmin):  # type: ignore[type-arg] # not subscriptable when run
    """Confirming, declining, and the email domains that propose an organisation."""

    form = OrganisationForm
    inlines = [DomainInline]
    list_display = ["name", "sector", "state", "proposed_on"]
    list_filter = ["state", "sector"]
    search_fields = ["name"]
    actions = ["confirm", "decline"]

    def has_delete_permission(self, request: HttpRequest, obj: Organisation | None = None) -> bool:
        return False

    @admin.action(description=_("Confirm the organisations ticked"))
    def confirm(self, request: HttpRequest, chosen: QuerySet[Organisation]) -> None:
        for organisation in chosen:
            running.confirm_organisation(organisation, by=signed_in(request))

    @admin.action(description=_("Decline the organisations ticked"))
    def decline(self, request: HttpRequest, chosen: QuerySet[Organisation]) -> None:
        for organisation in chosen:
            running.decline_organisation(organisation, by=signed_in(request))

    def save_model(
        self,
        request: HttpRequest,
        obj: Organisation,
        form: Any,
        change: bool,  # noqa: FBT001 - Django's signature
    ) -> None:
        running.keep_organisation(obj, by=signed_in(request))

    def save_related(self, request: HttpRequest, form: Any, *args: Any) -> None:
        """Its domains are known now."""
        super().save_related(request, form, *args)
        running.verify_by_domain(form.instance, by=signed_in(request))


class RulesForm(forms.ModelForm):  # type: ignore[type-arg] # not subscriptable when run
    class Meta:
        model = GroundRules
        fields = ["text"]

    def clean_text(self) -> str:
        return normalise_body(self.cleaned_data["text"])


@admin.register(GroundRules, site=site)
class GroundRulesAdmin(admin.ModelAdmin):  # type: ignore[type-arg] # not subscriptable when run
    """A new version is added; one that was accepted is never changed."""

    form = RulesForm
    list_display = ["version", "published_on"]
    actions = None

    def has_change_permission(self, request: HttpRequest, obj: GroundRules | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: GroundRules | None = None) -> bool:
        return False

    def save_model(
        self,
        request: HttpRequest,
        obj: GroundRules,
        form: Any,
        change: bool,  # noqa: FBT001 - Django's signature
    ) -> None:
        published = running.publish_rules(obj.text, by=signed_in(request))
        obj.pk, obj.version = published.pk, published.version


def signed_in(request: HttpRequest) -> Member:
    """The administrator: `has_permission` has asked."""
    assert isinstance(request.user, Member)  # noqa: S101
    return request.user
