"""Follow-ups worked out the slow, obvious way: from a list of what happened, day by day."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import pairwise
from statistics import median

Key = tuple[str, str, str]  # kind, customer, what


@dataclass
class SlowSale:
    """A sale, and the day on which it was given back whole, if it was."""

    customer: str
    day: date
    amount: int
    given_back: date | None = None


@dataclass
class SlowAnswer:
    """What was said to have become of a follow-up."""

    key: Key
    day: date
    until: date | None  # None: done


@dataclass
class SlowShop:
    """All that happened; the rules are those of a shop that tuned nothing."""

    joined: dict[str, date] = field(default_factory=dict)
    birthdays: dict[str, str] = field(default_factory=dict)  # 08-16
    sales: list[SlowSale] = field(default_factory=list)
    contacts: list[tuple[str, date]] = field(default_factory=list)
    answers: list[SlowAnswer] = field(default_factory=list)
    promises: list[tuple[str, str, date]] = field(default_factory=list)  # id, customer, made on
    unhappy: list[tuple[str, str, date]] = field(default_factory=list)

    def follow_ups(self, today: date) -> set[Key]:
        """Return what is to be done at the end of a day."""
        owed = {("promise", who, id) for id, who, day in self.promises if day <= today}
        owed |= {("unhappy", who, id) for id, who, day in self.unhappy if day <= today}
        made = {
            key
            for who in self.joined
            for key in (*self._greetings(who, today), *self._visits(who, today))
            if not self._was_asked(who, today)
        }
        best = [key for key in self._best(today) if not self._was_asked(key[1], today)]
        best = [key for key in best if not self._is_answered(key, today)]
        best = best[: max(3 - self._done_on(today, "best_customer"), 0)]
        return {key for key in owed | made if not self._is_answered(key, today)} | set(best)

    def _done_on(self, today: date, kind: str) -> int:
        done = [each for each in self.answers if each.until is None and each.day == today]
        return len({each.key for each in done if each.key[0] == kind})

    def _greetings(self, who: str, today: date) -> list[Key]:
        found = []
        came = [sale.day for sale in self.sales if sale.customer == who and sale.day <= today]
        last = max(came, default=self.joined[who])
        for ahead in range(8):
            day = today + timedelta(days=ahead)
            if day.isoformat()[5:] == self.birthdays.get(who) and last > today - timedelta(365):
                found.append(("birthday", who, str(day.year)))
        years = today.year - self.joined[who].year
        is_day = today.isoformat()[5:] == self.joined[who].isoformat()[5:]
        if is_day and years > 0 and last > today - timedelta(365):
            found.append(("anniversary", who, str(today.year)))
        return found if self.joined[who] <= today else []

    def _visits(self, who: str, today: date) -> list[Key]:
        days = self._days(who, today)
        if not days:
            return []
        since = (today - days[-1]).days
        if len(days) == 1:
            steps = [step for step in (7, 30, 60) if step <= since < step + 14]
            return [("newcomer", who, str(step)) for step in steps]
        if len(days) == 2:
            return []
        gaps = [(after - before).days for before, after in pairwise(days)]
        rhythm, waited = median(gaps), 0
        while not (waited > rhythm * 1.5 and waited >= rhythm + 7):
            waited += 1
        is_shown = waited <= since < waited + 30
        return [("slipping_away", who, days[-1].isoformat())] if is_shown else []

    def _best(self, today: date) -> list[Key]:
        spent = {
            who: sum(
                sale.amount
                for sale in self.sales
                if sale.customer == who
                and sale.day <= today
                and (sale.given_back is None or sale.given_back > today)
            )
            for who in self.joined
        }
        came = [who for who in spent if spent[who] > 0 and self._came_in_a_year(who, today)]
        came.sort(key=lambda who: (-spent[who], who))
        found = []
        for who in came[:20]:
            spoken = [day for other, day in self._spoken() if other == who and day <= today]
            last = max(spoken, default=None)
            if last is None or (today - last).days >= 60:
                found.append(("best_customer", who, last.isoformat() if last else "never"))
        return found

    def _came_in_a_year(self, who: str, today: date) -> bool:
        days = self._days(who, today)
        return bool(days) and days[-1] > today - timedelta(days=365)

    def _days(self, who: str, today: date) -> list[date]:
        return sorted({
            sale.day
            for sale in self.sales
            if sale.customer == who
            and sale.day <= today
            and (sale.given_back is None or sale.given_back > today)
        })  # fmt: skip

    def _spoken(self) -> list[tuple[str, date]]:
        done = [(answer.key[1], answer.day) for answer in self.answers if answer.until is None]
        return [*self.contacts, *done]

    def _was_asked(self, who: str, today: date) -> bool:
        fortnight = [today - timedelta(days=days) for days in range(14)]
        return any(other == who and day in fortnight for other, day in self._spoken())

    def _is_answered(self, key: Key, today: date) -> bool:
        said = [answer for answer in self.answers if answer.key == key and answer.day <= today]
        if any(answer.until is None for answer in said):
            return True
        return bool(said) and said[-1].until is not None and said[-1].until > today
