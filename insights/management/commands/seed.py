"""Make a community of any size, for measuring."""

import time
from argparse import ArgumentParser
from random import Random
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import IntegrityError, connection, transaction

from insights.management.seeding.insights import Seeder
from insights.management.seeding.people import seed_members


class Command(BaseCommand):
    help = "Add members and insights with dull, plausible words: the same for the same seed."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--insights", type=int, default=1_000)
        parser.add_argument("--members", type=int, default=200)
        parser.add_argument("--seed", type=int, default=1)
        parser.add_argument("--discussed", type=int, default=0, help="so many have 50 comments")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["insights"] < 0 or options["members"] < 1:
            raise CommandError("Ask for at least one member and no fewer than 0 insights.")
        random = Random(options["seed"])  # noqa: S311 - the same community for the same seed
        started = time.monotonic()
        connection.cursor().execute("SET statement_timeout = 0")
        try:
            with transaction.atomic():
                people = seed_members(options["members"], random)
        except IntegrityError as error:
            raise CommandError("This seed was used here before. Choose another.") from error
        seeder = Seeder(people, random, discussed=options["discussed"])
        for done in seeder.seed(options["insights"]):
            self.stdout.write(f"{done} of {options['insights']} insights")
        connection.cursor().execute("ANALYZE")
        self.stdout.write(f"Done in {time.monotonic() - started:.0f} seconds.")
