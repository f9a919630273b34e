"""The feed's question why a balance is what it is."""

from dataclasses import dataclass
from datetime import datetime

from msgspec import Struct, field

from db.moment import Moment
from db.queries.customers import CustomerRecord, customer_record
from db.queries.statements import statement_of
from db.rules.periods import parse_business_date
from db.rules.shop import ShopSettings
from db.rules.statements import Cause, Line, LotStory, Standing, Statement, Taking
from db.session import Session
from desktop.topics.amounts import written
from desktop.topics.answers import Amount, Answer
from desktop.topics.keeping import as_of
from desktop.topics.operation import Operation
from desktop.topics.requests import CustomerKey, Day, Request
from desktop.topics.selling import customer
from desktop.words import statements as words


class StatementAsked(Request, tag="statement", kw_only=True):
    """Asks what moved a customer's points, from a day on, and where they lie."""

    customer: CustomerKey
    from_: Day | None = field(default=None, name="from")
    as_of: str | None = None


class StandingTold(Struct):
    """What can be used less debt, what waits, and the debt; or by how much these changed."""

    points: int
    pending: int
    debt: int


class CauseTold(Struct):
    """What moved points; `text` says it in the shop's language."""

    kind: str
    day: str
    at: str | None  # null: time alone did it, when the day began
    sale: str | None
    amount: Amount | None  # of the sale
    receipt: str | None
    name: str | None
    reason: str | None
    staff: str | None
    text: str


class StatementLineTold(Struct):
    """One line: by how much it moved the balance, and the balance after it."""

    cause: CauseTold
    change: StandingTold
    balance: int
    lots: list[str]  # that it made, or took from
    usable_from: str | None  # where points wait


class TakingTold(Struct):
    """What one thing took from a lot."""

    cause: CauseTold
    points: int


class LotStoryTold(Struct):
    """Points given together: what is left and what was taken are what was given."""

    lot: str
    cause: CauseTold  # where it came from
    points: int
    left: int
    state: str
    usable_from: str
    expires_on: str | None  # null: never
    taken: list[TakingTold]


class StatementAnswer(Answer, kw_only=True, rename={"from_": "from"}):
    """A customer's statement: the changes of all lines lead from the opening to the closing."""

    customer: str
    name: str
    from_: str | None  # null: the first day
    on: str
    opening: StandingTold
    closing: StandingTold
    lines: list[StatementLineTold]
    lots: list[LotStoryTold]


@dataclass(frozen=True)
class ShownStatement:
    """A statement and whose it is."""

    customer: CustomerRecord
    statement: Statement


def statement(session: Session, request: StatementAsked, _: str) -> ShownStatement:
    """Ask for a customer's statement, now or as of a day or time."""
    moment = as_of(session, request.as_of) if request.as_of else session.moment()
    return shown_statement(moment, customer(session, request.customer), since=request.from_)


def shown_statement(moment: Moment, customer_id: str, *, since: str | None) -> ShownStatement:
    """Return the statement of a customer from a day on; raises BadDate."""
    first = parse_business_date(since) if since is not None else None
    record = customer_record(moment.db, customer_id)
    return ShownStatement(record, statement_of(moment, customer_id, since=first))


def tell_statement(session: Session, shown: ShownStatement) -> StatementAnswer:
    """Answer a statement, line by line and lot by lot."""
    told, settings = shown.statement, session.settings
    return StatementAnswer(
        customer=shown.customer.number,
        name=shown.customer.name,
        from_=told.since.isoformat() if told.since else None,
        on=told.on.isoformat(),
        opening=_standing(told.opening),
        closing=_standing(told.closing),
        lines=[_line(session, line, settings) for line in told.lines],
        lots=[_lot(session, story, settings) for story in told.lots],
    )


def _line(session: Session, line: Line, settings: ShopSettings) -> StatementLineTold:
    return StatementLineTold(
        cause=_cause(session, line.cause, settings),
        change=_standing(line.change),
        balance=line.after.balance,
        lots=list(line.lots),
        usable_from=line.usable_from.isoformat() if line.usable_from else None,
    )


def _lot(session: Session, story: LotStory, settings: ShopSettings) -> LotStoryTold:
    return LotStoryTold(
        lot=story.id,
        cause=_cause(session, story.cause, settings),
        points=story.points,
        left=story.left,
        state=story.state,
        usable_from=story.usable_from.isoformat(),
        expires_on=story.expires_on.isoformat() if story.expires_on else None,
        taken=[_taking(session, taking, settings) for taking in story.takings],
    )


def _taking(session: Session, taking: Taking, settings: ShopSettings) -> TakingTold:
    return TakingTold(_cause(session, taking.cause, settings), taking.points)


def _cause(session: Session, cause: Cause, settings: ShopSettings) -> CauseTold:
    return CauseTold(
        kind=cause.kind,
        day=cause.day.isoformat(),
        at=_local(cause.at, settings) if cause.at else None,
        sale=cause.sale,
        amount=written(session, cause.amount) if cause.sale and cause.amount else None,
        receipt=cause.receipt,
        name=cause.name or None,
        reason=cause.reason or None,
        staff=cause.staff,
        text=words.cause_words(cause, settings),
    )


def _local(at: datetime, settings: ShopSettings) -> str:
    return at.astimezone(settings.timezone).isoformat(timespec="seconds")


def _standing(standing: Standing) -> StandingTold:
    return StandingTold(standing.balance, standing.waiting, standing.debt)


OPERATIONS = (Operation(StatementAsked, statement, StatementAnswer, tell_statement, writes=False),)
