"""A member’s copy of what is kept about them: the parts, and the files made of them. docs/my-data.md."""

import io
import json
import zipfile
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.core.serializers.json import DjangoJSONEncoder
from django.template.loader import render_to_string
from django.utils import timezone

from community.models import AuditEntry
from community.registries import Registry
from members.models import Affiliation, DataCopy, Member, Recovery

SCHEMA, VERSION = "commonality-my-data", 1
Row = dict[str, Any]


@dataclass(frozen=True)
class Part:
    """One table of the copy: its name in the JSON file, its heading in the page, its rows."""

    name: str
    title: str
    rows: list[Row]


# What can never become unlinked: prepared by a job and kept until it is fetched.
prepared: Registry[[Member], Part] = Registry()
# Words, which may be unlinked or become so: composed when the file is fetched, and stored nowhere.
at_fetch: Registry[[Member], Part] = Registry()


def zipped(copy: DataCopy) -> bytes:
    """The two files. Whoever fetches them is asked again who they are, so proofs can be tested now."""
    words = [asdict(part) for part in at_fetch.ask(copy.member)]
    data = plain({"made_on": timezone.localdate(), "parts": [*copy.prepared, *words]})
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("my-data.json", as_json(data))
        made.writestr("my-data.html", as_page(data))
    return file.getvalue()


def plain(data: Any) -> Any:
    """Days and moments as text: what is stored and what is composed now look the same."""
    return json.loads(json.dumps(data, cls=DjangoJSONEncoder))


def as_json(data: Mapping[str, Any]) -> str:
    parts = {part["name"]: part["rows"] for part in data["parts"]}
    whole = {"schema": SCHEMA, "version": VERSION, "made_on": data["made_on"], **parts}
    return json.dumps(whole, ensure_ascii=False, indent=2)


def as_page(data: Mapping[str, Any]) -> str:
    parts = [
        {"title": part["title"], "rows": [pairs(row) for row in part["rows"]]}
        for part in data["parts"]
    ]
    return render_to_string("members/my_data_file.html", {**data, "parts": parts})


def pairs(row: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Each value under a readable name; what is empty is left out."""
    named = [(name.replace("_", " ").capitalize(), in_words(value)) for name, value in row.items()]
    return [(name, value) for name, value in named if value]


def in_words(value: Any) -> str:
    if isinstance(value, Mapping):
        return " · ".join(f"{name}: {text}" for name, text in pairs(value))
    if isinstance(value, list):
        return "\n".join(in_words(each) for each in value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else str(value)


@prepared.add
def account(member: Member) -> Part:
    columns = [
        "email", "code", "name", "about", "joined_on", "listed", "show_organisation",
        "show_role", "show_places", "show_about", "is_facilitator", "is_organiser", "is_administrator",
    ]  # fmt: skip
    row: Row = {name: getattr(member, name) for name in columns}
    row["places"] = [place.name for place in member.places.all()]
    row["other_addresses"] = [
        it.email for it in EmailAddress.objects.filter(user=member) if it.email != member.email
    ]
    row["second_steps"] = [
        {"kind": it.type, "since": it.created_at, "last_used": it.last_used_at}
        for it in Authenticator.objects.filter(user=member)
    ]
    return Part("account", "Your account", [row])


@prepared.add
def hats(member: Member) -> Part:
    rows: list[Row] = [
        {
            "organisation": "" if hat.organisation is None else hat.organisation.name,
            "sector": hat.sector,
            "role_title": hat.role_title,
            "started_on": hat.started_on,
            "ended_on": hat.ended_on,
        }
        for hat in Affiliation.objects.filter(member=member).select_related("organisation")
    ]
    return Part("hats", "Where you work and worked", rows)


@prepared.add
def agreements(member: Member) -> Part:
    rows: list[Row] = [
        {"version": it.rules.version, "agreed_on": it.agreed_on}
        for it in member.agreements.select_related("rules").order_by("agreed_on", "pk")
    ]
    return Part("ground_rules", "Ground rules you accepted", rows)


@prepared.add
def events(member: Member) -> Part:
    rows: list[Row] = [
        {"event": it.space.title, "held_on": it.space.held_on, "part": it.part}
        for it in member.spaces.select_related("space").order_by("space__held_on", "pk")
    ]
    return Part("events", "Events you were at", rows)


@prepared.add
def taken_off(member: Member) -> Part:
    rows: list[Row] = [
        {"event": it.space.title, "held_on": it.space.held_on}
        for it in member.taken_off.select_related("space").order_by("space__held_on", "pk")
    ]
    return Part("taken_off", "Events whose list you were taken off", rows)


@prepared.add
def acts(member: Member) -> Part:
    """What one did, never to whom: that may be somebody else’s."""
    lines = AuditEntry.objects.filter(actor=member).order_by("at", "pk")
    return Part("acts", "What you did in a role", [{"at": it.at, "act": it.verb} for it in lines])


@prepared.add
def recoveries(member: Member) -> Part:
    rows: list[Row] = [
        {"asked_at": it.asked_at, "new_address": it.new_email, "state": it.state}
        for it in Recovery.objects.filter(member=member)
    ]
    return Part("recoveries", "When another address was asked for", rows)


@prepared.add
def closing(member: Member) -> Part:
    found = getattr(member, "closing", None)
    rows: list[Row] = []
    if found is not None:
        rows = [{"asked_at": found.asked_at, "words": found.words, "erased_after": found.erase_at}]
    return Part("closing", "Your account is to close", rows)
