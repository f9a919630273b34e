"""One JSON request a line, one JSON answer a line: the door for tills and other programs."""

import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any, Union

import msgspec

from db.clock import fixed_clock, new_id
from db.connection import naming_refusals
from db.errors import (
    BadAmount,
    BadRequest,
    CouponMinimum,
    IdReused,
    NotAllowed,
    NotEnoughCredit,
    RefundTooLarge,
    Repeated,
    ShopError,
)
from db.journal import canonical
from db.queries.shop import staff_named
from db.rules.periods import parse_instant
from db.session import Session
from desktop.messages import explain
from desktop.month import month_answer
from desktop.topics import answers as told
from desktop.topics import (
    batches,
    campaigns,
    causes,
    contacts,
    coupon_designs,
    credit,
    day,
    feedback,
    figures,
    follow_ups,
    keeping,
    merging,
    pictures,
    plan_figures,
    plans,
    points,
    promotion_results,
    promotions,
    referrals,
    refunds,
    rewards,
    segments,
    selling,
    stamps,
    statement,
    streaks,
    subscriptions,
    surprises,
    team,
    tiers,
    trials,
    undo,
    value,
    vouchers,
)
from desktop.topics import requests as asked
from desktop.topics.amounts import written
from desktop.topics.operation import Operation
from desktop.topics.wrong_fields import wrong_field

_HALF_A_CHARACTER = re.compile(r"[\ud800-\udfff]")  # JSON can escape one; UTF-8 cannot write it
_LONGEST_LINE = 1_000_000


OPERATIONS = (
    Operation(asked.ShopSet, keeping.shop_set, told.ShopAnswer, keeping.tell_shop),
    Operation(asked.ShopShow, keeping.shop_show, told.ShopAnswer, keeping.tell_shop, writes=False),
    Operation(asked.StaffAdd, keeping.staff_add, told.StaffAnswer, keeping.tell_staff),
    Operation(asked.CustomerAdd, keeping.customer_add, told.CustomerAnswer, keeping.tell_placed),
    Operation(asked.CustomerEdit, keeping.customer_edit, told.CustomerAnswer, keeping.tell_edited),
    Operation(
        asked.CustomerShow,
        keeping.customer_show,
        told.CustomerTold,
        keeping.tell_shown,
        writes=False,
    ),
    Operation(
        asked.CustomerFind,
        keeping.customer_find,
        told.CustomersFound,
        keeping.tell_found,
        writes=False,
    ),
    Operation(asked.CategoryAdd, keeping.category_add, told.CategoryAnswer, keeping.tell_category),
    Operation(
        asked.CategoryEdit, keeping.category_edit, told.CategoryAnswer, keeping.tell_category
    ),
    Operation(asked.RewardAdd, keeping.reward_add, told.RewardAnswer, keeping.tell_reward),
    Operation(asked.Sale, selling.sale, told.SaleAnswer, selling.tell_sale),
    Operation(
        asked.SalePreview, selling.sale_preview, told.SaleAnswer, selling.tell_sale, writes=False
    ),
    Operation(asked.Redeem, selling.redeem, told.RedeemAnswer, selling.tell_redemption),
    Operation(asked.CouponIssue, selling.coupon_issue, told.CouponsAnswer, selling.tell_issued),
    Operation(
        asked.CouponShow, selling.coupon_show, told.CouponAnswer, selling.tell_coupon, writes=False
    ),
    Operation(asked.CouponUse, selling.coupon_use, told.DiscountAnswer, selling.tell_discount),
    Operation(asked.CouponVoid, selling.coupon_void, told.Answer, lambda *_: told.Answer()),
    Operation(asked.DayRollover, keeping.day_rollover, told.DayAnswer, keeping.tell_day),
    Operation(
        asked.MonthAsked,
        keeping.month,
        told.MonthAnswer,
        lambda session, figures: month_answer(figures, digits=session.settings.digits),
        writes=False,
    ),
    *batches.OPERATIONS,
    *causes.OPERATIONS,
    *contacts.OPERATIONS,
    *coupon_designs.OPERATIONS,
    *credit.OPERATIONS,
    *day.OPERATIONS,
    *feedback.OPERATIONS,
    *figures.OPERATIONS,
    *follow_ups.OPERATIONS,
    *merging.OPERATIONS,
    *pictures.OPERATIONS,
    *plan_figures.OPERATIONS,
    *plans.OPERATIONS,
    *points.OPERATIONS,
    *promotion_results.OPERATIONS,
    *promotions.OPERATIONS,
    *referrals.OPERATIONS,
    *refunds.OPERATIONS,
    *rewards.OPERATIONS,
    *stamps.OPERATIONS,
    *statement.OPERATIONS,
    *streaks.OPERATIONS,
    *subscriptions.OPERATIONS,
    *surprises.OPERATIONS,
    *segments.OPERATIONS,
    *campaigns.OPERATIONS,
    *team.OPERATIONS,
    *tiers.OPERATIONS,
    *trials.OPERATIONS,
    *undo.OPERATIONS,
    *value.OPERATIONS,
    *vouchers.OPERATIONS,
)
_BY_REQUEST = {operation.request: operation for operation in OPERATIONS}
_BY_NAME = {str(request.__struct_config__.tag): request for request in _BY_REQUEST}
_DECODER = msgspec.json.Decoder(Union[tuple(_BY_REQUEST)])  # noqa: UP007


def serve(session: Session, lines: Iterable[bytes]) -> Iterator[str]:
    """Answer each line that is not empty; a refused one changes nothing and the feed goes on."""
    for line in lines:
        if line.strip():
            yield canonical(answer(session, line.strip()))


def answer(session: Session, line: bytes) -> dict[str, Any]:
    """Answer one request."""
    id, content = None, ""
    try:
        id, content = _envelope(line)
        request = _understood(line)
        return {**_carried_out(session, request, content), **({"id": id} if id else {})}
    except ShopError as refusal:
        return {**_refusal(session, refusal), **({"id": id} if id else {})}


def schema() -> dict[str, Any]:
    """Return the JSON Schema of every request and answer, by the request's `op`."""
    requests = [operation.request for operation in OPERATIONS]
    answers = [operation.answer for operation in OPERATIONS]
    shapes, components = msgspec.json.schema_components(
        [*requests, *answers, told.Refused], ref_template="#/$defs/{name}"
    )
    found = list(shapes)
    count = len(OPERATIONS)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "okaeri feed",
        "operations": {
            str(operation.request.__struct_config__.tag): {"request": request, "answer": reply}
            for operation, request, reply in zip(
                OPERATIONS, found[:count], found[count : 2 * count], strict=True
            )
        },
        "refused": found[-1],
        "$defs": components,
    }


def _envelope(line: bytes) -> tuple[str | None, str]:
    """Return the request's id and the digest of all it says, whatever the order of its fields."""
    if len(line) > _LONGEST_LINE:
        raise BadRequest("line", "too_long", str(_LONGEST_LINE))
    try:
        said = json.loads(line, parse_float=str)
    except (ValueError, RecursionError) as error:
        raise BadRequest("line", "not_json") from error
    if not isinstance(said, dict):
        raise BadRequest("line", "not_json")
    id = said.get("id")
    digest = hashlib.sha256(canonical(said).encode("utf-8", "surrogatepass")).hexdigest()
    written_back = isinstance(id, str) and not _HALF_A_CHARACTER.search(id)
    return (id if written_back else None), digest


def _understood(line: bytes) -> asked.Request:
    try:
        request: asked.Request = _DECODER.decode(line)
    except msgspec.ValidationError as error:
        raise wrong_field(str(error), _shape_asked(line)) from error
    except msgspec.DecodeError as error:
        raise BadRequest("line", "not_json") from error
    return request


def _shape_asked(line: bytes) -> type[asked.Request] | None:
    """Return the shape of the request that a line means to be, None where it names none."""
    op = json.loads(line).get("op")
    return _BY_NAME.get(op) if isinstance(op, str) else None


def _carried_out(session: Session, request: asked.Request, content: str) -> dict[str, Any]:
    operation = _BY_REQUEST[type(request)]
    mine = _session_for(session, request, content)
    mine = replace(mine, tell=lambda result: _told(mine, operation, result))
    if not operation.writes:
        _refuse_reused(session, request.id)
        with naming_refusals(session.path):  # an act names them by itself
            return _told(mine, operation, operation.run(mine, request, ""))
    try:
        if request.id is not None:
            with naming_refusals(session.path):
                mine.refuse_repeated(request.id)  # what it names may be called otherwise by now
        return _told(mine, operation, operation.run(mine, request, request.id or new_id()))
    except Repeated as before:
        kept: dict[str, Any] = json.loads(before.answer)
        return kept


def _session_for(session: Session, request: asked.Request, content: str) -> Session:
    clock = None
    if request.at is not None:
        clock = fixed_clock(parse_instant(request.at, zone=session.settings.timezone))
    if request.staff is None:
        return session.with_request(clock=clock, content=content)
    known = staff_named(session.db, request.staff)
    if known is None:
        raise NotAllowed("staff", request.staff)
    return session.with_request(clock=clock, staff=known[0], role=known[1], content=content)


def _told(session: Session, operation: Operation, result: object) -> dict[str, Any]:
    answer = msgspec.to_builtins(operation.tell(session, result))
    answer.pop("id", None)
    return {"ok": True, **answer}


def _refuse_reused(session: Session, id: str | None) -> None:
    """Refuse a question under the id of an act: they cannot be the same request."""
    if id is not None and session.knows(id):
        raise IdReused(id)


def _refusal(session: Session, refusal: ShopError) -> dict[str, Any]:
    facts = refusal.facts()
    if isinstance(refusal, CouponMinimum):
        facts["minimum"] = written(session, refusal.minimum)
        facts["missing"] = written(session, refusal.missing)
    elif isinstance(refusal, RefundTooLarge | BadAmount) and refusal.max is not None:
        facts["max"] = written(session, refusal.max)
    elif isinstance(refusal, NotEnoughCredit):
        facts["needed"] = written(session, refusal.needed)
        facts["left"] = written(session, refusal.left)
    sentence = explain(refusal, session.settings)
    return {"ok": False, "error": {**facts, "code": refusal.code, "message": sentence}}
