"""Valid, dull records. Traits name the interesting ones."""

import datetime as dt

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from events.models import Event, Note, NoteBatch, Prompt, Room, Theme
from insights.enums import Attribution, Audience, Kind, State, SupportState
from insights.models import Comment, Insight, Report, Response, Tag
from insights.models.insights import new_reference
from insights.models.signing import owner_proof
from members.enums import OrganisationState, Sector, SpacePart
from members.models import Affiliation, GroundRules, Member, Organisation, Space, SpaceMember


class OrganisationFactory(DjangoModelFactory):
    class Meta:
        model = Organisation

    name = factory.Sequence(lambda n: f"Organisation {n}")
    sector = Sector.COUNCIL
    state = OrganisationState.CONFIRMED


class MemberFactory(DjangoModelFactory):
    """A member who has finished their first steps. `hat=Sector.FUNDER` gives them an organisation to wear."""

    class Meta:
        model = Member
        skip_postgeneration_save = True

    class Params:
        facilitator = factory.Trait(is_facilitator=True)
        organiser = factory.Trait(is_organiser=True)
        administrator = factory.Trait(is_administrator=True)

    email = factory.Sequence(lambda n: f"member{n}@example.org")
    name = factory.Sequence(lambda n: f"Member Number{n}")
    password = "!"
    agreed_to = factory.LazyFunction(GroundRules.objects.newest)

    @factory.post_generation
    def hat(self, create, sector, **kwargs):
        if sector == Sector.RESIDENT:
            AffiliationFactory(member=self, organisation=None, role_title="")
        elif sector:
            AffiliationFactory(member=self, organisation__sector=sector, **kwargs)


class AffiliationFactory(DjangoModelFactory):
    class Meta:
        model = Affiliation

    member = factory.SubFactory(MemberFactory)
    organisation = factory.SubFactory(OrganisationFactory)
    role_title = "Officer"
    verified = True
    started_on = dt.date(2024, 1, 1)


class SpaceFactory(DjangoModelFactory):
    class Meta:
        model = Space

    title = factory.Sequence(lambda n: f"Session {n}")
    held_on = dt.date(2026, 5, 12)


class SpaceMemberFactory(DjangoModelFactory):
    class Meta:
        model = SpaceMember

    space = factory.SubFactory(SpaceFactory)
    member = factory.SubFactory(MemberFactory)
    part = SpacePart.ATTENDEE


class SignedFactory(DjangoModelFactory):
    """Published and named by default. `unlinked_by=member` makes it theirs by proof alone."""

    class Meta:
        abstract = True

    class Params:
        held = factory.Trait(state=State.HELD, published_on=None)
        unlinked_by = None

    attribution = factory.Maybe("unlinked_by", Attribution.SECTOR, Attribution.NAMED)
    author = factory.Maybe("unlinked_by", None, factory.SubFactory(MemberFactory))
    owner_proof = factory.LazyAttribute(
        lambda it: owner_proof(it.id, it.unlinked_by) if it.unlinked_by else ""
    )
    id = factory.Faker("uuid4", cast_to=None)
    byline_name = factory.LazyAttribute(
        lambda it: it.author.name if it.attribution == Attribution.NAMED else ""
    )
    byline_sector = factory.LazyAttribute(
        lambda it: "" if it.attribution == Attribution.WITHOUT else Sector.COUNCIL
    )
    state = State.PUBLISHED
    recorded_on = dt.date(2026, 5, 1)
    published_on = dt.date(2026, 5, 2)


class InsightFactory(SignedFactory):
    class Meta:
        model = Insight

    kind = Kind.CHALLENGE
    reference = factory.LazyAttribute(lambda it: new_reference(it.kind))
    title = factory.Sequence(lambda n: f"Insight {n}")
    body = "What is happening."
    audience = Audience.MEMBERS
    support_state = factory.LazyAttribute(
        lambda it: SupportState.OPEN if it.kind == Kind.SUPPORT_NEED else ""
    )


class CommentFactory(SignedFactory):
    class Meta:
        model = Comment

    insight = factory.SubFactory(InsightFactory)
    body = "We met this too."


class ResponseFactory(DjangoModelFactory):
    class Meta:
        model = Response

    insight = factory.SubFactory(InsightFactory)
    member = factory.SubFactory(MemberFactory)
    answer = "true_here"
    sector = Sector.COUNCIL


class ReportFactory(DjangoModelFactory):
    class Meta:
        model = Report

    insight = factory.SubFactory(InsightFactory)
    rule = "other"


class EventFactory(DjangoModelFactory):
    """An event whose `facilitated_by` member runs it."""

    class Meta:
        model = Event
        skip_postgeneration_save = True

    title = factory.Sequence(lambda n: f"Event {n}")
    held_on = factory.LazyAttribute(lambda it: timezone.localdate(it.starts_at))
    why = "To compare what we have met."
    starts_at = dt.datetime(2026, 5, 12, 9, 30, tzinfo=dt.UTC)
    ends_at = dt.datetime(2026, 5, 12, 15, 0, tzinfo=dt.UTC)
    created_by = factory.SubFactory(MemberFactory, organiser=True)

    @factory.post_generation
    def facilitated_by(self, create, member, **kwargs):
        if member:
            SpaceMemberFactory(space=self.space_ptr, member=member, part=SpacePart.FACILITATOR)


class PromptFactory(DjangoModelFactory):
    class Meta:
        model = Prompt

    event = factory.SubFactory(EventFactory)
    text = factory.Sequence(lambda n: f"Prompt {n}?")


class NoteBatchFactory(DjangoModelFactory):
    class Meta:
        model = NoteBatch

    event = factory.SubFactory(EventFactory)
    added_by = factory.SubFactory(MemberFactory)
    raw = "- a note"


class NoteFactory(DjangoModelFactory):
    class Meta:
        model = Note

    event = factory.SubFactory(EventFactory)
    text = factory.Sequence(lambda n: f"Note number {n}")
    table = "1"
    position = factory.Sequence(int)


class RoomFactory(DjangoModelFactory):
    """A room whose tables are open."""

    class Meta:
        model = Room
        skip_postgeneration_save = True

    event = factory.SubFactory(EventFactory)
    was_opened = True

    @factory.post_generation
    def tables(self, create, names, **kwargs):
        for position, name in enumerate(names or ["1", "2"]):
            self.tables.create(name=name, position=position, is_open=True)


class ThemeFactory(DjangoModelFactory):
    class Meta:
        model = Theme

    event = factory.SubFactory(EventFactory)
    kind = Kind.CHALLENGE
    title = factory.Sequence(lambda n: f"Theme {n}")


class TagFactory(DjangoModelFactory):
    """A proposal, as someone's record form made it."""

    class Meta:
        model = Tag

    name = factory.Sequence(lambda n: f"Proposed tag {n}")
    slug = factory.Sequence(lambda n: f"proposed-{n}")
