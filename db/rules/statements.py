"""Why a balance is what it is: each thing that moved a customer's points, and each lot's life.

A statement walks through the movements of an account in the order of their time, and through the
days between them, on which points expire or become usable though nobody did anything.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from heapq import heappop, heappush
from typing import Literal

from db.rules.lots import Account, Lot, Movement

CauseKind = Literal[
    "sale", "gift", "opening", "adjust", "received", "returned", "merged",
    "used", "redeem", "given", "reversed", "debt", "expired", "usable", "other",
]  # fmt: skip
LotState = Literal["usable", "waiting", "used_up", "expired"]

_SUMMED: dict[CauseKind, str] = {
    "used": "used", "redeem": "used", "given": "used", "expired": "expired",
    "adjust": "corrected", "returned": "corrected", "reversed": "corrected", "other": "corrected",
}  # fmt: skip
_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Cause:
    """What moved points, in all that names it; what is not part of it is None, 0 or empty."""

    kind: CauseKind
    day: date
    at: datetime | None = None  # None: time alone did it, when the day began
    sale: str | None = None
    amount: int = 0  # of the sale, in minor units
    receipt: str | None = None
    name: str = ""  # of a reward, a tier, a plan, a person; the number of one who was joined
    reason: str = ""  # of a gift: referral, plan …; of an adjustment: in the words of staff
    staff: str | None = None


@dataclass(frozen=True)
class Event:
    """One step of an account as a fact tells it; a visit that gave no points may have no cause."""

    id: str
    customer: str
    act: str  # what was done at once: its steps of one cause make one line
    day: date
    cause: Cause | None = None
    movement: Movement | None = None
    merged: str | None = None  # the customer who is joined with this one


@dataclass(frozen=True)
class Standing:
    """Where an account stands: what can be used less debt, what waits, and the debt itself."""

    balance: int = 0
    waiting: int = 0
    debt: int = 0

    def __add__(self, other: "Standing") -> "Standing":
        return Standing(
            self.balance + other.balance, self.waiting + other.waiting, self.debt + other.debt
        )

    def __sub__(self, other: "Standing") -> "Standing":
        return Standing(
            self.balance - other.balance, self.waiting - other.waiting, self.debt - other.debt
        )


@dataclass(frozen=True)
class Line:
    """One line of a statement: by how much it moved the balance, and the balance after it."""

    id: str
    cause: Cause
    change: Standing
    after: Standing
    lots: tuple[str, ...] = ()  # that it made, or took from
    usable_from: date | None = None  # where points wait: until when


@dataclass(frozen=True)
class Sums:
    """What the lines of a statement come to: together they lead from its opening to its closing."""

    given: int = 0  # by sales, gifts and what others brought
    used: int = 0  # below zero, as all that lowers the balance
    expired: int = 0
    corrected: int = 0  # by refunds, by undoing and by hand


@dataclass(frozen=True)
class Taking:
    """What one thing took from a lot."""

    cause: Cause
    points: int


@dataclass(frozen=True)
class LotStory:
    """A lot from its first day on; what was taken from it and what is left are its points."""

    id: str
    cause: Cause  # where it came from
    points: int
    left: int
    state: LotState
    usable_from: date
    expires_on: date | None  # the last day, None: never
    by_visits: bool  # the last day moves on with each visit
    takings: tuple[Taking, ...]


@dataclass(frozen=True)
class Statement:
    """A customer's points from a day on (None: from the first) to the end of another."""

    customer: str
    since: date | None
    on: date
    opening: Standing
    lines: tuple[Line, ...]
    closing: Standing
    lots: tuple[LotStory, ...]  # in the order of their first day

    def lots_left(self) -> list[LotStory]:
        """Return the lots with points left, in the order in which they are spent."""
        left = [story for story in self.lots if story.left]
        return sorted(left, key=lambda story: (story.expires_on or date.max, story.cause.day))


def make_statement(
    events: Iterable[Event], *, customer: str, on: date, since: date | None = None
) -> Statement:
    """Return a customer's statement from events in the order of their time, up to a day."""
    walk = _Walk(customer)
    for event in events:
        walk.take(event)
    walk.go_to(on)
    lines = walk.lines
    first = next((n for n, line in enumerate(lines) if since is None or line.cause.day >= since),
                 len(lines))  # fmt: skip
    stories = lot_stories(walk.account, walk.causes, walk.settled, on=on)
    return Statement(
        customer=customer,
        since=since,
        on=on,
        opening=lines[first - 1].after if first else Standing(),
        lines=tuple(lines[first:]),
        closing=walk.standing,
        lots=tuple(story for story in stories if since is None or _lives_after(story, since)),
    )


def sums_of(lines: Iterable[Line]) -> Sums:
    """Return what lines come to, put together as a customer asks for it."""
    sums = Sums()
    for line in lines:
        kind = _SUMMED.get(line.cause.kind, "given")
        sums = replace(sums, **{kind: getattr(sums, kind) + line.change.balance})
    return sums


def lot_stories(
    account: Account,
    causes: Mapping[str, Cause],
    settled: Sequence[tuple[str, Taking]] = (),
    *,
    on: date,
) -> list[LotStory]:
    """Return the life of each lot of an account; `settled` is what paid debts at a merge."""
    taken: dict[str, list[Taking]] = {id: [] for id in account.lots}
    for id, repaid in account.repaid.items():
        if id in taken:
            taken[id].append(Taking(replace(causes[id], kind="debt"), repaid))
    for movement, parts in account.takings.items():
        for part in parts:
            taken[part.lot.id].append(Taking(causes[movement], part.points))
    for id, taking in settled:
        taken[id].append(taking)
    return [_story(lot, causes[lot.id], taken[lot.id], on=on) for lot in account.lots.values()]


def _story(lot: Lot, cause: Cause, takings: list[Taking], *, on: date) -> LotStory:
    takings.sort(key=lambda taking: taking.cause.day)
    left = lot.points_left
    if left and lot.expired(on):
        takings.append(Taking(Cause("expired", _falls_due(lot)), left))
        left = 0
    return LotStory(
        id=lot.id,
        cause=cause,
        points=lot.points,
        left=left,
        state=_state(lot, on),
        usable_from=lot.usable_from,
        expires_on=lot.expires_on,
        by_visits=lot.expiry.kind == "inactive_months",
        takings=tuple(takings),
    )


def _state(lot: Lot, on: date) -> LotState:
    if lot.points_left == 0:
        return "used_up"
    if lot.expired(on):
        return "expired"
    return "usable" if lot.usable(on) else "waiting"


def _falls_due(lot: Lot) -> date:
    """Return the first day on which what is left is gone."""
    assert lot.expires_on is not None
    return lot.expires_on + _ONE_DAY


def _lives_after(story: LotStory, day: date) -> bool:
    return story.left > 0 or any(taking.cause.day >= day for taking in story.takings)


@dataclass
class _Walk:
    """Goes through an account's events and days, and writes a line for each thing that counts."""

    customer: str
    day: date = date.min
    standing: Standing = Standing()
    lines: list[Line] = field(default_factory=list)
    causes: dict[str, Cause] = field(default_factory=dict)  # by the fact
    settled: list[tuple[str, Taking]] = field(default_factory=list)
    _accounts: dict[str, Account] = field(default_factory=dict)
    _now_of: dict[str, str] = field(default_factory=dict)  # whose account a customer's has become
    _due: list[tuple[date, str, str]] = field(default_factory=list)  # day, what, lot: a heap
    _act: tuple[str, Cause] | None = None  # of the last line

    @property
    def account(self) -> Account:
        """Return the account that the statement is about."""
        return self._accounts.setdefault(self.customer, Account())

    def take(self, event: Event) -> None:
        """Go to the event's day and take its step."""
        self.go_to(event.day)
        owner = self._now_of.get(event.customer, event.customer)
        account = self._accounts.setdefault(owner, Account())
        if event.cause is not None:
            self.causes[event.id] = event.cause
        before = account.debt
        if event.merged is not None:
            lots, change = self._merge(account, event, owner)
        else:
            lots, change = self._move(account, event.movement)
        if owner != self.customer:
            return
        if event.day < self.day:  # the shop's day was moved meanwhile: a lot may even come back
            change = self._measured() - self.standing
            self._due.clear()
            self._await_all(account.lots.values())
        else:
            change += Standing(before - account.debt, 0, account.debt - before)
        self._write(event, change, lots)

    def go_to(self, day: date) -> None:
        """Let the days go by on which lots expire or can be used at last."""
        while self._due and self._due[0][0] <= day:
            due = self._due[0][0]
            expired, usable = list[Lot](), list[Lot]()
            while self._due and self._due[0][0] == due:
                _, what, id = heappop(self._due)
                lot = self.account.lots[id]
                if what == "expires" and _falls_due(lot) > due:
                    self._await(lot, what)  # a visit pushed it on
                elif lot.points_left and what == "expires":
                    expired.append(lot)
                elif lot.points_left and not lot.expired(due):
                    usable.append(lot)
            self._time_line("expired", due, expired)
            self._time_line("usable", due, usable)
        self.day = max(self.day, day)

    def _move(self, account: Account, movement: Movement | None) -> tuple[list[Lot], Standing]:
        """Apply a movement; returns the lots it touched and what changed in them."""
        if movement is None:
            return [], Standing()
        account.apply(movement)
        if movement.kind == "visit":
            return [], Standing()
        if movement.kind == "give":
            lot = account.lots[movement.id]
            if account is self.account:
                self._await_all([lot])
            return [lot], self._held([lot])
        taken = account.takings.get(movement.id, [])
        lots = [part.lot for part in taken]
        whole = [
            replace(part.lot, points_left=part.lot.points_left + part.points) for part in taken
        ]
        return lots, self._held(lots) - self._held(whole)

    def _merge(self, account: Account, event: Event, owner: str) -> tuple[list[Lot], Standing]:
        """Join another's account with this one; returns what it brought."""
        assert event.merged is not None
        other = self._accounts.pop(event.merged, Account())
        lots = {**account.lots, **other.lots}
        noted = len(account.takings) + len(other.takings)
        account.absorb(other, on=event.day)
        now = account.lots
        if len(account.takings) == noted:  # what paid a debt is not noted there
            paid = Cause("debt", event.day, event.cause.at if event.cause else None)
            self.settled += [
                (id, Taking(paid, lot.points_left - now[id].points_left))
                for id, lot in lots.items()
                if lot.points_left != now[id].points_left
            ]
        self._now_of |= {name: owner for name, whose in self._now_of.items()
                         if whose == event.merged}  # fmt: skip
        self._now_of[event.merged] = owner
        if account is self.account:
            self._await_all(now[id] for id in other.lots)
        change = self._held(now.values()) - self._held(lots.values())
        change += self._held(other.lots.values())
        return [now[id] for id, lot in other.lots.items() if lot.points_left], change

    def _write(self, event: Event, change: Standing, lots: Sequence[Lot]) -> None:
        """Write a line, or add to the last one a further step of the same act and cause."""
        self.standing += change
        if event.cause is None and change == Standing():
            return
        cause = event.cause or Cause("other", event.day)
        waiting = [lot.usable_from for lot in lots if lot.usable_from > self.day]
        line = Line(
            id=event.id,
            cause=cause,
            change=change,
            after=self.standing,
            lots=tuple(lot.id for lot in lots),
            usable_from=max(waiting, default=None) if change.waiting > 0 else None,
        )
        if self._act == (event.act, cause):
            last = self.lines.pop()
            line = replace(
                line, id=last.id, change=last.change + change, lots=last.lots + line.lots
            )
        self._act = (event.act, cause)
        self.lines.append(line)

    def _time_line(self, kind: CauseKind, day: date, lots: Sequence[Lot]) -> None:
        if not lots:
            return
        points = sum(lot.points_left for lot in lots)
        waited = sum(lot.points_left for lot in lots if lot.usable_from >= day)
        change = Standing(points if kind == "usable" else waited - points, -waited)
        cause = Cause(kind, day)
        if len(lots) == 1:  # then it can be said where they came from
            cause = replace(self.causes[lots[0].id], kind=kind, day=day, at=None, staff=None)
        self.standing += change
        self._act = None
        ids = tuple(lot.id for lot in lots)
        self.lines.append(Line(f"{kind}-{day}", cause, change, self.standing, ids))

    def _await_all(self, lots: Iterable[Lot]) -> None:
        for lot in lots:
            self._await(lot, "usable")
            self._await(lot, "expires")

    def _await(self, lot: Lot, what: str) -> None:
        """Note the day on which the lot becomes usable or is gone, if it is to come."""
        if what == "expires" and lot.expires_on is None:
            return
        due = lot.usable_from if what == "usable" else _falls_due(lot)
        if due > self.day and lot.points_left:
            heappush(self._due, (due, what, lot.id))

    def _held(self, lots: Iterable[Lot]) -> Standing:
        """Return what lots hold on the day of the walk, usable and waiting."""
        usable = waiting = 0
        for lot in lots:
            if lot.usable(self.day):
                usable += lot.points_left
            elif not lot.expired(self.day):
                waiting += lot.points_left
        return Standing(usable, waiting)

    def _measured(self) -> Standing:
        return Standing(
            self.account.balance(self.day), self.account.pending(self.day), self.account.debt
        )
