"""A member who has finished their first steps, and a browser of theirs."""

import pytest
from allauth.account.models import EmailAddress
from django.test import Client

from community.models import OutboxMessage
from members.enums import Sector
from tests.factories import MemberFactory

PASSWORD = "plum tractor evening lamp"


@pytest.fixture
def member(db):
    return MemberFactory(hat=Sector.COUNCIL)


@pytest.fixture
def signed_in():
    def sign_in(member):
        client = Client()
        client.force_login(member)
        return client

    return sign_in


@pytest.fixture
def mail(db):
    """The newest message to an address: (subject, body)."""

    def newest(address):
        message = OutboxMessage.objects.filter(to=address).order_by("-pk").first()
        return (message.subject, message.body) if message else None

    return newest


@pytest.fixture
def code_in(mail):
    """The six digits in the newest message to an address."""

    def find(address):
        _subject, body = mail(address)
        return next(line for line in body.splitlines() if line.isdigit() and len(line) == 6)

    return find


@pytest.fixture
def sam(db):
    """A member who can sign in by password and by code."""
    sam = MemberFactory(email="sam@north.example", hat=Sector.COUNCIL)
    sam.set_password(PASSWORD)
    sam.save()
    EmailAddress.objects.create(user=sam, email=sam.email, verified=True, primary=True)
    return sam
