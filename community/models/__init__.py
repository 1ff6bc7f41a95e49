"""Shared records: the audit log and the mail outbox."""

from community.models.audit import AuditEntry
from community.models.outbox import OutboxMessage

__all__ = ["AuditEntry", "OutboxMessage"]
