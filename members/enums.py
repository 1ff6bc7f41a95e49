"""Words with a fixed list of values."""

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Sector(TextChoices):
    COUNCIL = "council", _("Council")
    VOLUNTARY_COMMUNITY = "voluntary_community", _("Voluntary and community")
    FUNDER = "funder", _("Funder")
    HEALTH = "health", _("Health")
    LEARNING_PARTNER = "learning_partner", _("Learning partner")
    RESIDENT = "resident", _("Resident")
    OTHER_PUBLIC_BODY = "other_public_body", _("Other public body")


# How an insight signed by sector alone reads.
SECTOR_PERSON: dict[str, str | Promise] = {
    Sector.COUNCIL: _("a council officer"),
    Sector.VOLUNTARY_COMMUNITY: _("a charity or community worker"),
    Sector.FUNDER: _("a funder"),
    Sector.HEALTH: _("a health worker"),
    Sector.LEARNING_PARTNER: _("a learning partner"),
    Sector.RESIDENT: _("a resident"),
    Sector.OTHER_PUBLIC_BODY: _("someone at another public body"),
}

# How a sector is named inside a sentence, several people at once.
SECTOR_PLURAL: dict[str, str | Promise] = {
    Sector.COUNCIL: _("councils"),
    Sector.VOLUNTARY_COMMUNITY: _("charities"),
    Sector.FUNDER: _("funders"),
    Sector.HEALTH: _("health organisations"),
    Sector.LEARNING_PARTNER: _("learning partners"),
    Sector.RESIDENT: _("residents"),
    Sector.OTHER_PUBLIC_BODY: _("other public bodies"),
}


class OrganisationState(TextChoices):
    PROPOSED = "proposed", _("Waiting to be confirmed")
    CONFIRMED = "confirmed", _("Confirmed")
    DECLINED = "declined", _("Not accepted")


class PlaceLevel(TextChoices):
    NATION = "nation", _("Nation")
    REGION = "region", _("Region")
    AUTHORITY = "authority", _("Local authority")


class SpacePart(TextChoices):
    ATTENDEE = "attendee", _("Was there")
    FACILITATOR = "facilitator", _("Facilitator")
    ORGANISER = "organiser", _("Organiser")


class Browser(TextChoices):
    """As a member would tell their own apart, and no finer."""

    EDGE = "edge", _("Edge")
    FIREFOX = "firefox", _("Firefox")
    SAFARI = "safari", _("Safari")
    CHROME = "chrome", _("Chrome")
    OTHER = "other", _("Another browser")


# What a browser calls itself holds several of these words; the first that is there says which it is.
BROWSER_WORDS: tuple[tuple[str, Browser], ...] = (
    ("Edg", Browser.EDGE),
    ("Firefox", Browser.FIREFOX),
    ("FxiOS", Browser.FIREFOX),
    ("Chrom", Browser.CHROME),
    ("CriOS", Browser.CHROME),
    ("Safari", Browser.SAFARI),
)


class LeftWords(TextChoices):
    """What becomes of linked words when their author leaves."""

    KEEP = "keep", _("Keep them, without my name")
    REMOVE = "remove", _("Remove them")


class RecoveryState(TextChoices):
    ASKED = "asked", _("Waiting for two facilitators")
    AGREED = "agreed", _("Two facilitators agree")
    DONE = "done", _("The address was changed")
    STOPPED = "stopped", _("Stopped from the old address")
    REFUSED = "refused", _("Refused by a facilitator")
    LAPSED = "lapsed", _("Nobody confirmed it in time")
