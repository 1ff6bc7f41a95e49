"""People, where they work, and the people at one event."""

from members.models.affiliations import Affiliation
from members.models.invitations import Invitation
from members.models.members import Member, Viewer
from members.models.organisations import Organisation, OrganisationDomain
from members.models.places import Place
from members.models.rules import Agreement, GroundRules
from members.models.sessions import Session
from members.models.spaces import Space, SpaceMember

__all__ = [
    "Affiliation",
    "Agreement",
    "GroundRules",
    "Invitation",
    "Member",
    "Organisation",
    "OrganisationDomain",
    "Place",
    "Session",
    "Space",
    "SpaceMember",
    "Viewer",
]
