"""How many members of each sector may read an insight: the E of coverage."""

from collections import Counter
from collections.abc import Mapping

from insights.enums import Audience
from insights.models import Insight
from members.enums import Sector
from members.models import Affiliation, SpaceMember

Hat = tuple[int, str, int | None]


class Readers:
    """Current hats read once; asked insight by insight."""

    def __init__(self) -> None:
        self._hats: list[Hat] = [
            (hat.member_id, hat.sector, hat.organisation_id)
            for hat in Affiliation.objects.current()
            .filter(member__is_active=True)
            .select_related("organisation")
        ]
        self._funders = {member for member, sector, _ in self._hats if sector == Sector.FUNDER}
        self._kept: dict[tuple[str, int | None, frozenset[int]], Mapping[str, int]] = {}
        self.memberships = self._counted(set())

    def of(self, insight: Insight) -> Mapping[str, int]:
        """Members of each sector whom the audience admits, without those of organisations kept out."""
        kept_out = frozenset(row.organisation_id for row in insight.kept_from_rows.all())
        space = insight.space_id if insight.audience == Audience.EVENT else None
        key = (insight.audience, space, kept_out)
        if key not in self._kept:
            self._kept[key] = self._counted(self._refused(*key))
        return self._kept[key]

    def _refused(self, audience: str, space: int | None, kept_out: frozenset[int]) -> set[int]:
        refused = {member for member, _, organisation in self._hats if organisation in kept_out}
        if audience == Audience.PRACTITIONERS:
            refused |= self._funders
        if space is not None:
            there = set(SpaceMember.objects.filter(space=space).values_list("member", flat=True))
            refused |= {member for member, _, _ in self._hats} - there
        return refused

    def _counted(self, refused: set[int]) -> dict[str, int]:
        tied = {(member, sector) for member, sector, _ in self._hats if member not in refused}
        return dict(Counter(sector for _, sector in tied))
