"""Takes customers and purchases in from a file: all of a file in one act, or nothing of it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Literal, Protocol, TypeVar

from db.intake import People, Purchases, Tally
from db.moment import Moment
from db.rules.columns import (
    Columns,
    Kind,
    channel_of_consent,
    customer_key,
    refuse_missing,
    unused_columns,
)
from db.rules.customer_rows import read_customer
from db.rules.intake import BadRow, Cells, FileTable, Habits, Notice, Unreadable, habits_of
from db.rules.purchase_rows import (
    PurchaseRow,
    columns_read,
    in_whole_units,
    lists_goods,
    read_purchase,
    tells_times,
    together,
)
from db.session import Action, Session

Progress = Callable[[int, int], None]
"""Is told (done, of how many) now and then; what it raises undoes everything."""

_REPORTS = 100  # of progress, at most so many for each part of the work


class _Record(Protocol):
    """A row that was read."""

    @property
    def line(self) -> int: ...


R = TypeVar("R", bound=_Record)


@dataclass(frozen=True)
class Intake:
    """A file and how it is to be taken in; `strict`: all of it or nothing."""

    table: FileTable
    columns: Columns
    strict: bool = False
    dry_run: bool = False
    new_customers: bool = True  # purchases: customers who are not in the book yet are made


@dataclass(frozen=True)
class ImportReport:
    """What became of a file: each row was taken in, was here already, or is bad."""

    kind: Kind
    file: str
    columns: dict[str, str]  # field → the header of its column
    unused_columns: tuple[str, ...]
    rows: int
    taken: int
    already: int
    made_customers: int
    points: int  # opening points, together
    refunds: int  # of the purchases taken in
    bad: tuple[BadRow, ...]
    notices: tuple[Notice, ...]
    dry_run: bool
    kept: bool  # False: a dry run, or bad rows in a strict one

    @property
    def anything_read(self) -> bool:
        """Tell whether any row was good."""
        return self.taken + self.already > 0


def no_progress(_done: int, _total: int) -> None:
    """Report to nobody."""


def import_customers(
    session: Session, intake: Intake, *, operation_id: str, progress: Progress = no_progress
) -> ImportReport:
    """Take the people of a file in, each with number, points and what else stands there.

    Who is in the book already stays as they are; the same file again adds nothing. Raises
    MissingColumns; what `progress` raises leaves nothing of the file behind.
    """
    act = _Act("customers", Action.IMPORT_CUSTOMERS, session, intake, progress)
    header = intake.table.header.cells
    channel = channel_of_consent(intake.columns, header)
    people = act.read(lambda cells: read_customer(cells, act.habits, channel=channel))

    def take_all(moment: Moment) -> None:
        desk = People(moment, act.tally, file=intake.table.name)
        act.take_each(people, desk.take)

    return act.carry_out(take_all, operation_id=operation_id)


def import_purchases(
    session: Session, intake: Intake, *, operation_id: str, progress: Progress = no_progress
) -> ImportReport:
    """Take the purchases of a file in as history: they count everywhere, but give no points.

    A customer who is not in the book is made on the way, named by their number. An amount below
    nothing is a refund of that day. Purchases equal in customer, time, amount and receipt are
    taken in as often as the file has them; the same file again adds nothing. Raises
    MissingColumns; what `progress` raises leaves nothing of the file behind.
    """
    act = _Act("purchases", Action.IMPORT_PURCHASES, session, intake, progress)
    timed = tells_times(intake.table, intake.columns, act.habits)
    lines = act.read(lambda cells: read_purchase(cells, act.habits, timed=timed))
    sales = act.as_sales(lines)

    def take_all(moment: Moment) -> None:
        desk = Purchases(
            moment,
            act.tally,
            file=intake.table.name,
            named_by=customer_key(intake.columns, intake.table.header.cells),
            new_customers=intake.new_customers,
        )
        act.take_each(sales, desk.take)
        desk.finish(act.told_of("write"))

    return act.carry_out(take_all, operation_id=operation_id)


class _NothingKept(Exception):
    """Undoes a strict import that met bad rows."""


@dataclass
class _Act:
    """One file on its way into the book."""

    kind: Kind
    action: Action
    session: Session
    intake: Intake
    progress: Progress
    tally: Tally = field(default_factory=Tally)

    def __post_init__(self) -> None:
        refuse_missing(self.kind, self.intake.columns)
        moment = self.session.moment()
        self.habits: Habits = habits_of(
            self.intake.table,
            self.intake.columns,
            settings=moment.settings,
            now=moment.now,
            today=moment.today,
        )

    def told_of(self, part: Literal["read", "take", "write"]) -> Progress:
        """Return what tells how far a part of the work is, as a part of the whole."""
        before, rows = ("read", "take", "write").index(part), len(self.intake.table.rows)
        step, due = max(1, rows // _REPORTS), 0

        def tell(done: int, of: int) -> None:
            nonlocal due
            if done >= due:
                due = done + step
                self.progress(before * rows + done * rows // of, 3 * rows)

        return tell

    def read(self, read_row: Callable[[Cells], R]) -> list[R]:
        """Return every row that can be read; the others are bad."""
        rows, records, tell = self.intake.table.rows, [], self.told_of("read")
        for done, row in enumerate(rows):
            tell(done, len(rows))
            try:
                records.append(read_row(Cells(row, self.intake.columns)))
            except Unreadable as fault:
                self.tally.bad.append(fault.at_line(row.line))
        return records

    def as_sales(self, lines: list[PurchaseRow]) -> list[PurchaseRow]:
        """Return the sales that the rows are, the oldest first."""
        columns = self.intake.columns
        if lists_goods(columns):
            sales = together(lines)
            if len(sales) < len(lines):
                told = Notice(0, "receipt", "together", str(len(lines)), str(len(sales)))
                self.tally.notices.append(told)
        else:
            sales = lines
        if "amount" not in columns and "quantity" in columns:
            self.tally.notices.append(Notice(0, "amount", "multiplied"))
        return sorted(map(in_whole_units, sales), key=lambda sale: sale.at)

    def take_each(self, records: Sequence[R], take: Callable[[R], None]) -> None:
        """Take the records one by one; those that the book does not take are bad."""
        tell = self.told_of("take")
        for done, record in enumerate(records):
            tell(done, len(records))
            try:
                take(record)
            except Unreadable as fault:
                self.tally.bad.append(fault.at_line(record.line))

    def carry_out(self, take_all: Callable[[Moment], None], *, operation_id: str) -> ImportReport:
        """Take all in as one act; a dry run only looks, and holds nobody up."""
        if self.intake.dry_run:
            take_all(self.session.moment())
            return self._report(kept=False)
        try:
            with self.session.write(self.action, operation_id) as tx:
                take_all(tx)
                self._refuse_when_strict()
                report = self._report(kept=True)
                tx.answer(report)
        except _NothingKept:
            return self._report(kept=False)
        return report

    def _refuse_when_strict(self) -> None:
        if self.intake.strict and self.tally.bad:
            raise _NothingKept

    def _report(self, *, kept: bool) -> ImportReport:
        table, columns = self.intake.table, columns_read(self.intake.columns)
        header = table.header.cells
        return ImportReport(
            kind=self.kind,
            file=table.name,
            columns={name: header[place].strip() for name, place in columns.items()},
            unused_columns=unused_columns(columns, header),
            rows=len(table.rows),
            taken=self.tally.taken,
            already=self.tally.already,
            made_customers=self.tally.made_customers,
            points=self.tally.points,
            refunds=self.tally.refunds,
            bad=tuple(sorted(self.tally.bad, key=lambda row: row.line)),
            notices=tuple(sorted(self.tally.notices, key=lambda notice: notice.line)),
            dry_run=self.intake.dry_run,
            kept=kept,
        )
