"""The owner sets up the shop: its choices, categories and the people who work here."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from db.clock import new_id
from db.connection import create_book
from db.errors import BadRequest, NotAllowed
from db.journal import Draft, canonical
from db.places import country_of_zone, currency_digits
from db.queries.rewards import all_rewards
from db.queries.shop import Category, category_named, holds_amounts, settings_spoken
from db.rules.follow_up_choices import with_follow_up_changes
from db.rules.money import amount_text
from db.rules.shop import (
    ShopSettings,
    line_of_text,
    one_of,
    read_rate,
    read_settings,
    yes_or_no,
)
from db.session import Action, Session

ROLES = ("owner", "manager", "staff")


def new_book(
    path: Path, *, name: str, currency: str, timezone: str, country: str | None, language: str
) -> Session:
    """Make an empty book at a place and write the shop's first choices into it.

    Raises BookExists; a choice that cannot be meant is refused before there is a file.
    """
    choices = {"name": name, "currency": currency, "timezone": timezone, "language": language}
    if country is not None:
        choices["country"] = country
    _understood({}, choices)
    session = Session(create_book(path))
    set_shop(session, changes=choices, operation_id=new_id())
    return session


def set_shop(session: Session, *, changes: Mapping[str, Any], operation_id: str) -> ShopSettings:
    """Change some of the shop's choices; those not named stay as they are.

    Raises BadRequest, BadAmount or BadDate that names the choice, and NotAllowed for another
    currency once there is an amount in the book.
    """
    with session.write(Action.SET_SHOP, operation_id) as tx:
        before = settings_spoken(tx.db)
        settings, after = _understood(before, changes)
        if settings.currency != tx.settings.currency and holds_amounts(tx.db):
            raise NotAllowed("shop.set currency", tx.circumstances.staff)
        _check_promises(tx.db, settings)
        changed = {name: value for name, value in after.items() if before.get(name) != value}
        fact = tx.post(Draft("shop.set", {"settings": changed}))
        seq = int(fact.id.rpartition("-")[2])
        for name, value in changed.items():
            tx.db.conn.execute(
                "INSERT OR REPLACE INTO settings VALUES (?, ?, ?)", (name, canonical(value), seq)
            )
        tx.changed.add("settings")
        tx.answer(settings)
    return settings


def add_category(
    session: Session,
    *,
    name: str,
    earns: bool,
    tax_rate: str | None,
    earn: object = None,
    operation_id: str,
) -> Category:
    """Add a kind of goods; one that does not earn gives no points.

    `earn` {per, points} is its own rate. Raises BadRequest or BadAmount.
    """
    with session.write(Action.ADD_CATEGORY, operation_id) as tx:
        rate = None if earn is None else read_rate(earn, "earn", digits=tx.settings.digits)
        category = Category(new_id(), line_of_text(name, "name"), earns, rate)
        refuse_taken_name(tx.db, "categories", category.name)
        row = {**_category_row(category), "tax_rate": tax_rate}
        tx.insert("categories", row)
        tx.post(Draft("category.add", row))
        tx.answer(category)
    return category


def edit_category(
    session: Session, *, category: str, changes: Mapping[str, Any], operation_id: str
) -> Category:
    """Change whether goods of this kind earn, at which rate, or how they are taxed.

    `changes` may name `earns`, `earn` ({per, points}; None: the shop's rate) and `tax_rate`.
    Sales keep what they gave. Raises BadRequest or BadAmount.
    """
    with session.write(Action.EDIT_CATEGORY, operation_id) as tx:
        before = category_named(tx.db, category)
        unknown = sorted(set(changes) - {"earns", "earn", "tax_rate"})
        if unknown:
            raise BadRequest(unknown[0], "unknown")
        after = before
        if "earns" in changes:
            after = replace(after, earns=yes_or_no(changes["earns"], "earns"))
        if "earn" in changes:
            spoken, digits = changes["earn"], tx.settings.digits
            rate = None if spoken is None else read_rate(spoken, "earn", digits=digits)
            after = replace(after, earn=rate)
        row = _category_row(after)
        if "tax_rate" in changes:
            row["tax_rate"] = changes["tax_rate"]
        tx.update("categories", before.id, row)
        tx.post(Draft("category.edit", row))
        tx.answer(after)
    return after


def _category_row(category: Category) -> dict[str, Any]:
    per, points = category.earn or (None, None)
    return {
        "id": category.id,
        "name": category.name,
        "earns": int(category.earns),
        "earn_per": per,
        "earn_points": points,
    }


def add_staff(session: Session, *, name: str, role: str, operation_id: str) -> str:
    """Add someone who works here; every fact can then say who did it."""
    with session.write(Action.ADD_STAFF, operation_id) as tx:
        name = line_of_text(name, "name", longest=60)
        one_of(role, "role", ROLES)
        refuse_taken_name(tx.db, "staff", name)
        staff_id = new_id()
        tx.insert("staff", {"id": staff_id, "name": name, "role": role})
        tx.post(Draft("staff.add", {"id": staff_id, "role": role}))
        tx.answer(name)
    return name


def refuse_taken_name(db: Database, table: str, name: str) -> None:
    """Raise BadRequest when an offer of this kind has the name already."""
    taken = db.conn.execute(f"SELECT 1 FROM {table} WHERE name = ?", (name,)).fetchone()  # noqa: S608
    if taken:
        raise BadRequest("name", "taken", name)


def _understood(
    before: Mapping[str, Any], changes: Mapping[str, Any]
) -> tuple[ShopSettings, dict[str, Any]]:
    """Return the settings that the changes make, and the way they are kept."""
    after = {**before, **changes}
    if "follow_ups" in before and "follow_ups" in changes:  # the kinds not named stay as they are
        after["follow_ups"] = with_follow_up_changes(before["follow_ups"], changes["follow_ups"])
    if "digits" in changes:
        raise BadRequest("digits", "unknown")
    first_currency = "digits" not in before or "currency" in changes
    if first_currency:
        currency = after.get("currency", "JPY")
        after["currency"] = line_of_text(currency, "currency", longest=3)
        after["digits"] = currency_digits(after["currency"])
        _scale_defaults(after, changes)
    if "timezone" in changes and "country" not in changes and "country" not in before:
        country = country_of_zone(str(after["timezone"]))
        if country:
            after["country"] = country
    return read_settings(after), after


def _scale_defaults(after: dict[str, Any], changes: Mapping[str, Any]) -> None:
    """Give the amounts a value in the new currency where the owner said none: 100 yen, 1 dollar."""
    digits = after["digits"]
    if "earn" not in changes:
        after["earn"] = {"per": amount_text(100, digits=digits), "points": 1}
    if "point_value" not in changes:
        after["point_value"] = amount_text(1, digits=digits)


def refuse_unknown_reward(db: Database, name: str, field: str) -> None:
    """Raise BadRequest when a choice promises a reward that is not offered."""
    offered = [reward.name for reward in all_rewards(db)]
    if name not in offered:
        raise BadRequest(field, "choice", ", ".join(offered) or "–")


def _check_promises(db: Database, settings: ShopSettings) -> None:
    promised = {
        "referral.referrer.reward": settings.referral.referrer.reward,
        "referral.referee.reward": settings.referral.referee.reward,
        "birthday.reward": settings.birthday.reward if settings.birthday else None,
        "anniversary.reward": settings.anniversary.reward if settings.anniversary else None,
        "next_visit.reward": settings.next_visit.reward if settings.next_visit else None,
    }
    for field, name in promised.items():
        if name is not None:
            refuse_unknown_reward(db, name, field)
