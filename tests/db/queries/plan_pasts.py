"""Pasts of members on plans, written as facts, for tests and for slow models beside them."""

import random
from datetime import date, timedelta
from typing import Any

from db.journal import Draft
from db.rules.periods import add_months
from db.session import Action, Session
from tests.db.queries.past_days import on_day

PLANS = {
    "m": {"plan_id": "m", "plan": "Club", "terms": {"price": 980, "every": "month"}},
    "p": {"plan_id": "p", "plan": "Club Plus", "terms": {"price": 1480, "every": "month"}},
    "y": {"plan_id": "y", "plan": "Year", "terms": {"price": 9999, "every": "year"}},
}
_TERMS = {
    "grace_days": 7, "multiplier": "1", "discount_percent": 0, "points_each_period": 0,
    "renew_bonus": None,
}  # fmt: skip
Told = tuple[date, str, dict[str, Any]]


def agreed(plan: str, **terms: object) -> dict[str, Any]:
    """Return what the facts that begin or change say of a plan."""
    told = PLANS[plan]
    return {**told, "terms": {**_TERMS, **told["terms"], **terms}}  # type: ignore[dict-item]


def write_past(session: Session, customer: str, told: list[Told]) -> None:
    """Write what was done to one subscription after the other; each begins with its start."""
    with session.write(Action.START_SUBSCRIPTION, f"past-{customer}") as tx:
        running = ""
        for day, kind, doc in told:
            of = {} if kind == "start" else {"subscription": running}
            fact = on_day(tx, day).post(Draft(f"subscription.{kind}", {**of, **doc}, customer))
            running = fact.id if kind == "start" else running


def a_past_by_chance(chance: random.Random, *, until: date) -> list[Told]:
    """Return what a customer did with plans, sensibly: late, early, paused, changed, gone, back."""
    told: list[Told] = []
    day = date(2025, 1, 1) + timedelta(days=chance.randrange(500))
    while day < until and len(told) < 40:
        day = _one_time_on_plans(chance, told, day, until)
        day += timedelta(days=chance.choice([1, 5, 40, 200]))
        if chance.random() < 0.5:
            break
    return [each for each in told if each[0] <= until]


def _one_time_on_plans(chance: random.Random, told: list[Told], day: date, until: date) -> date:
    plan = chance.choice("mmpy")
    trial = chance.random() < 0.3
    trial_until = day + timedelta(days=13) if trial else None
    start = {**agreed(plan), "trial_until": trial_until.isoformat() if trial_until else None}
    told.append((day, "start", start))
    end = trial_until or _after(day, plan)
    while day < until:
        act = chance.random()
        if act < 0.55:
            day = max(day, end + timedelta(days=chance.randint(-20, 7)))
            told.append((day, "renew", {}))
            end = _after(end + timedelta(days=1), plan)
        elif act < 0.65:
            day, end = _paused(chance, told, _between(chance, day, end), end)
        elif act < 0.75:
            day = _between(chance, day, end)
            plan = chance.choice("mpy")
            at_once = chance.random() < 0.5
            told.append((day, "change", {**agreed(plan), "at_once": at_once}))
            end = _after(day, plan) if at_once else end
        elif act < 0.85:
            day = _between(chance, day, end)
            said = chance.choice(["too dear", "moving away"])
            told.append((day, "cancel", {"reason": said, "offer": 2}))
            if chance.random() < 0.5:
                return end + timedelta(days=1)
            told.append((day, "keep", {"months": 2}))
            end = _after(end + timedelta(days=1), "m", months=2)
        elif act < 0.9:
            told.append((day, "extend", {"months": 1}))
            end = _after(end + timedelta(days=1), "m")
        else:
            return end + timedelta(days=8)
    return day


def _paused(chance: random.Random, told: list[Told], day: date, end: date) -> tuple[date, date]:
    """Pause for some days, or until it is taken up again; returns where that leaves off."""
    days = chance.choice([None, 3, 20])
    told.append((day, "pause", {"days": days}))
    away = timedelta(days=days or chance.choice([0, 4, 60, 900]))
    if days is None:
        told.append((day + away, "resume", {}))
    return day + away, end + away


def _between(chance: random.Random, day: date, end: date) -> date:
    return day + timedelta(days=chance.randint(0, max((end - day).days, 0)))


def _after(first: date, plan: str, *, months: int = 1) -> date:
    return add_months(first, 12 if plan == "y" else months) - timedelta(days=1)
