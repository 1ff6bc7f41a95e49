"""How allauth signs people in here: codes of six digits, mail through the outbox."""

import secrets
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter

from community.actions import mail


def six_digits() -> str:
    return f"{secrets.randbelow(1_000_000):06d}"


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    def generate_login_code(self) -> str:
        return six_digits()

    def generate_password_reset_code(self) -> str:
        return six_digits()

    def generate_email_verification_code(self) -> str:
        return six_digits()

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        mail.post_template(template_prefix, to=email, context=context)
