"""People, where they work, and the people at one event."""

from members.models.affiliations import Affiliation
from members.models.copies import DataCopy
from members.models.invitations import Invitation
from members.models.leaving import Closing, Erasure
from members.models.members import Member, Viewer
from members.models.organisations import Organisation, OrganisationDomain
from members.models.places import Place
from members.models.recoveries import Recovery, RecoveryVoice
from members.models.rules import Agreement, GroundRules
from members.models.sessions import Session
from members.models.spaces import Space, SpaceMember, TakenOff

__all__ = [
    "Affiliation",
    "Agreement",
    "Closing",
    "DataCopy",
    "Erasure",
    "GroundRules",
    "Invitation",
    "Member",
    "Organisation",
    "OrganisationDomain",
    "Place",
    "Recovery",
    "RecoveryVoice",
    "Session",
    "Space",
    "SpaceMember",
    "TakenOff",
    "Viewer",
]
