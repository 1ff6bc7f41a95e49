"""What higher packages add to members' pages; each fills these in its `AppConfig.ready()`."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from community.registries import Registry
from members.models import Member, Viewer


@dataclass(frozen=True)
class ProfileSection:
    """A part of a member's page. The template is given `context` and nothing else, as `section`."""

    template: str
    context: Mapping[str, Any]


# (viewer, member) → a section of what this viewer may see, or nothing.
profile_sections: Registry[[Viewer, Member], ProfileSection | None] = Registry()
