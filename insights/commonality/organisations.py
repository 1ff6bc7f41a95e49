"""One voice per organisation: several answers from one organisation weigh as one."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from insights.commonality.counts import TRUE_HERE, GivenAnswer


@dataclass(frozen=True, slots=True)
class Weighted:
    """The share saying true here, as answered and with one voice per organisation."""

    raw: Fraction
    share: Fraction
    effective: Fraction


def one_voice_per_organisation(answers: Iterable[GivenAnswer]) -> Weighted | None:
    """Answers on one insight; whoever belongs to no organisation speaks for themselves."""
    given = list(answers)
    if not given:
        return None
    voices = Counter(answer.organisation for answer in given)
    weights = [
        Fraction(1) if answer.organisation is None else Fraction(1, voices[answer.organisation])
        for answer in given
    ]
    true = [answer.value == TRUE_HERE for answer in given]
    whole = sum(weights, start=Fraction(0))
    heard = sum((w for w, y in zip(weights, true, strict=True) if y), start=Fraction(0))
    squares = sum((w * w for w in weights), start=Fraction(0))
    return Weighted(
        raw=Fraction(sum(true), len(given)), share=heard / whole, effective=whole**2 / squares
    )
