import json
from pathlib import Path

import pytest

from insights.commonality.counts import ANSWERS, GivenAnswer, count_groups

ORACLE = json.loads(Path(__file__).with_name("oracle.json").read_text(encoding="utf-8"))
VALUES = {1: ANSWERS[0], -1: ANSWERS[1], 0: ANSWERS[2]}
MEMBERS = {"C": 8, "V": 10, "F": 6, "G": 3}


@pytest.fixture(scope="session")
def worked_example():
    """The six insights of the worked example, as counts by group."""
    return {
        insight: count_groups(
            [
                GivenAnswer(insight, group, None, VALUES[vote])
                for group, vote in zip(ORACLE["groups"], votes, strict=True)
                if vote is not None
            ],
            MEMBERS,
        )
        for insight, votes in ORACLE["votes"].items()
    }
