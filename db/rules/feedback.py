"""What customers say of the shop on a scale of 0–10: groups, the net score, how sure it is.

The interval is an adjusted Wald interval for the difference of two shares of one sample: Bonett
and Price (2012), J. Educ. Behav. Stat. 37(4), 479–488, and for this very score Rocks (2016), The
American Statistician 70(4), 365–372. Three answers that were never given, half of them for and
half against, and Student's t keep it honest where answers are few.
"""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Context, Decimal, localcontext
from fractions import Fraction
from typing import Literal

from db.errors import BadRequest
from db.rules.shop import line_of_text

Group = Literal["promoter", "passive", "detractor"]
GROUPS: tuple[Group, ...] = ("promoter", "passive", "detractor")
HIGHEST = 10
LONGEST_COMMENT = 500
_LEAST_PROMOTER, _LEAST_PASSIVE = 9, 7
_INVENTED = 3  # answers, half of them 9–10 and half 0–6
_Z = Decimal("1.959963984540054")  # 95 % on both sides of the normal distribution
_EXACT = Context(prec=28, rounding=ROUND_HALF_EVEN)  # the same digits on every machine
_KEPT = Decimal("0.000001")


@dataclass(frozen=True)
class Interval:
    """Between which scores the truth lies in 95 of 100 cases; −100 … 100."""

    low: Fraction
    high: Fraction


@dataclass(frozen=True)
class FeedbackCounts:
    """How many answered what in a span of days."""

    promoters: int = 0
    passives: int = 0
    detractors: int = 0

    @property
    def answers(self) -> int:
        """Return how many answered."""
        return self.promoters + self.passives + self.detractors

    @property
    def score(self) -> Fraction | None:
        """Return the share of promoters less that of detractors, exact; None where nobody said."""
        if not self.answers:
            return None
        return Fraction(100 * (self.promoters - self.detractors), self.answers)

    @property
    def interval(self) -> Interval | None:
        """Return the 95 % interval of the score; None where nobody answered."""
        if not self.answers:
            return None
        with localcontext(_EXACT):
            half = Decimal(_INVENTED) / 2
            size = Decimal(self.answers + _INVENTED)
            above, below = (self.promoters + half) / size, (self.detractors + half) / size
            middle = above - below
            spread = ((above + below - middle * middle) / size).sqrt()
            reach = _quantile(self.answers) * spread
            return Interval(_percent(middle - reach), _percent(middle + reach))


def is_chance(now: FeedbackCounts, before: FeedbackCounts) -> bool:
    """Tell whether two scores may be one and the same: the 95 % interval of their change holds 0.

    The squares of the parts of both intervals that lie between the scores are added, as for shares
    in campaigns. Where nobody answered, nothing is known.
    """
    low, high = sorted((now, before), key=lambda each: each.score or Fraction(0))
    if low.score is None or high.score is None or low.interval is None or high.interval is None:
        return True
    down, up = high.score - high.interval.low, low.interval.high - low.score
    return (high.score - low.score) ** 2 <= down**2 + up**2


def group_of(score: int) -> Group:
    """Return the group of a score: 9–10 promoter, 7–8 passive, 0–6 detractor."""
    if score >= _LEAST_PROMOTER:
        return "promoter"
    return "passive" if score >= _LEAST_PASSIVE else "detractor"


def counts_of(scores: Iterable[int]) -> FeedbackCounts:
    """Return how many of these scores fall into each group."""
    groups = [group_of(score) for score in scores]
    return FeedbackCounts(*(groups.count(group) for group in GROUPS))


def are_kind(score: int, *, quotable: bool) -> bool:
    """Tell whether words with such a score are kind: of 9–10, or of 7–8 and given to be printed."""
    group = group_of(score)
    return group == "promoter" or (group == "passive" and quotable)


def read_score(value: object) -> int:
    """Understand a score of 0–10; raises BadRequest for anything but such a whole number."""
    if isinstance(value, bool) or not isinstance(value, int):
        raise BadRequest("score", "type")
    if not 0 <= value <= HIGHEST:
        raise BadRequest("score", "range", f"0–{HIGHEST}")
    return value


def read_comment(value: object) -> str:
    """Understand why somebody gave a score; raises BadRequest when it is empty or too long."""
    text = unicodedata.normalize("NFC", value) if isinstance(value, str) else value
    if isinstance(text, str):
        text = " ".join(text.splitlines())
    return line_of_text(text, "comment", longest=LONGEST_COMMENT)


def _quantile(freedom: int) -> Decimal:
    """Return Student's t for 95 %, by the first term of its expansion at the normal one."""
    return _Z + (_Z**3 + _Z) / (4 * freedom)


def _percent(share: Decimal) -> Fraction:
    kept = max(min(100 * share, Decimal(100)), Decimal(-100)).quantize(_KEPT)
    return Fraction(kept)
