"""Words everyone around would try first do not make a password."""

import pytest
from django.contrib.auth.hashers import make_password
from django.core.exceptions import ValidationError

from members.passwords import ContextWords
from tests.factories import AffiliationFactory, MemberFactory


@pytest.mark.parametrize(
    "password", ["Commonality 2026", "SystemsChange!!", "Harrow Mill Trust 1", "sam-harrow-2026"]
)
def test_password_of_context_words_is_refused(password, db):
    member = MemberFactory(email="sam@harrow.example")
    AffiliationFactory(member=member, organisation__name="Harrow Mill Trust")

    with pytest.raises(ValidationError):
        ContextWords().validate(password, member)


@pytest.mark.parametrize(
    "password", ["plum tractor evening lamp", "harrow tractor plum", "木木木木木木木木木木木木"]
)
def test_password_with_words_of_its_own_is_taken(password, db):
    ContextWords().validate(password, MemberFactory(email="sam@harrow.example"))


def test_passwords_are_kept_by_argon2_at_the_floor_that_owasp_gives(settings):
    settings.PASSWORD_HASHERS = settings.PASSWORD_HASHERS[1:]

    assert make_password("plum tractor").startswith("argon2$argon2id$v=19$m=19456,t=2,p=1$")
