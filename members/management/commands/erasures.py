"""The erasure ledger: written out beside the backups, applied again after an older one was restored."""

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from community.keyed import DIGEST_LENGTH
from members.actions import leaving
from members.enums import LeftWords
from members.models import Erasure


class Command(BaseCommand):
    help = "write: print the ledger. apply FILE: erase once more whoever it knows (- reads standard input)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("act", choices=["write", "apply"])
        parser.add_argument("file", nargs="?", default="-")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["act"] == "write":
            self.write()
        else:
            self.apply(options["file"])

    def write(self) -> None:
        for line in Erasure.objects.all():
            self.stdout.write(f"{line.erased_on} {line.digest} {line.words}")

    def apply(self, file: str) -> None:
        text = sys.stdin.read() if file == "-" else Path(file).read_text()
        ledger = dict(self.read(line) for line in text.splitlines() if line.strip())
        self.stdout.write(
            f"{leaving.erase_again(ledger)} of {len(ledger)} were back, and are erased."
        )

    def read(self, line: str) -> tuple[str, str]:
        parts = line.split()
        if len(parts) != 3 or len(parts[1]) != DIGEST_LENGTH or parts[2] not in LeftWords.values:
            raise CommandError("This is not a line of the ledger. Nothing has been erased.")
        return parts[1], parts[2]
