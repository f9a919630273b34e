"""One instant at the shop: what every question and every act is asked and done at."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlite_utils import Database

from db.rules.shop import ShopSettings


@dataclass(frozen=True)
class Moment:
    """The one instant of an act or a question, the shop's day then, and the rules in force."""

    db: Database
    now: datetime
    today: date
    settings: ShopSettings
