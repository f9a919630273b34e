"""A month of the shop's plans, by hand: who came, who left and why, what it did to the money."""

from datetime import date
from fractions import Fraction

from db.rules.plan_figures import PlanFigures, plan_figures
from db.rules.recurring import Membership, Stretch
from db.rules.subscriptions import Every, SpanKind

FIRST, LAST, TODAY = date(2026, 10, 1), date(2026, 10, 31), date(2026, 11, 22)


def paid(
    first: str,
    last: str,
    price: int = 500,
    every: Every = "month",
    *,
    plan: str = "Club",
    kind: SpanKind = "paid",
) -> Stretch:
    days = date.fromisoformat(first), date.fromisoformat(last)
    return Stretch(*days, kind, plan, plan, price, every)


def member(
    name: str,
    *stretches: Stretch,
    customer: str = "",
    until: date | None = None,
    paused_from: date | None = None,
    ended: date | None = None,
) -> Membership:
    last = stretches[-1]
    return Membership(
        id=name, customer_id=customer or name, began=stretches[0].first,
        until=until or last.last, grace_days=7, next=last._replace(first=last.last, kind="paid"),
        stretches=stretches, paused_from=paused_from, ended=ended,
    )  # fmt: skip


def money(*amounts: object) -> tuple[object, ...]:
    return amounts


def october(*members: Membership, known_on: date = TODAY) -> PlanFigures:
    return plan_figures(members, first=FIRST, last=LAST, known_on=known_on)


STAYS = member("stays", paid("2026-01-10", "2026-12-09"))
YEARLY = member("yearly", paid("2026-09-10", "2027-09-09", 1000, "year"))
LEAVES = member("leaves", paid("2026-08-10", "2026-10-09"))


def test_who_fell_due_and_did_not_renew_is_lost_with_what_they_brought() -> None:
    figures = october(STAYS, LEAVES)
    assert money(figures.active, figures.ended, figures.lost) == (1, 1, 500)
    assert figures.gross_revenue_churn_percent == figures.net_revenue_churn_percent == 50
    known = october(STAYS, LEAVES, known_on=date(2026, 10, 16))
    assert money(known.active, known.ended, known.lost) == (2, 0, 0)


def test_a_loss_in_grace_at_the_months_end_counts_in_that_month_once_it_is_known() -> None:
    late = member("late", paid("2026-09-30", "2026-10-30"))
    assert october(late, known_on=date(2026, 11, 6)).ended == 0
    assert october(late, known_on=date(2026, 11, 7)).ended == 1
    on_the_last_day = member("last", paid("2026-10-01", "2026-10-31"))
    assert (october(on_the_last_day).active, october(on_the_last_day).ended) == (1, 0)


def test_recurring_revenue_is_exact_until_it_is_summed() -> None:
    three = [YEARLY._replace(id=str(number), customer_id=str(number)) for number in range(3)]
    assert october(*three).recurring == Fraction(3000, 12)
    assert (october(*three).mrr, october(YEARLY).mrr) == (250, 83)
    half = member("half", paid("2026-09-10", "2027-09-09", 6, "year"))
    assert october(half, *three).mrr == 250  # 250.5: half-even


def test_new_and_revived_are_told_apart_in_heads_and_in_money() -> None:
    before = member("first", paid("2026-05-01", "2026-05-31"), customer="back")
    back = member("second", paid("2026-10-15", "2026-11-14", 700), customer="back",
                  until=date(2026, 12, 14))  # fmt: skip
    new = member("new", paid("2026-10-20", "2026-12-19", 300))
    figures = october(STAYS, before, back, new)
    assert (figures.new, figures.revived, figures.started) == (1, 1, 2)
    assert money(figures.from_new, figures.from_revived) == (300, 700)
    assert figures.net_revenue_churn_percent == 0


def test_a_first_payment_after_a_trial_is_new_money_and_no_growth() -> None:
    trial = paid("2026-09-25", "2026-10-08", kind="trial")
    tried = member("tried", trial, paid("2026-10-09", "2026-12-08"))
    figures = october(STAYS, tried)
    assert money(figures.new, figures.from_new, figures.increased) == (0, 500, 0)
    assert october(member("left", trial)).losses[0].why == "after_trial"


def test_plans_that_grow_have_a_net_churn_below_zero() -> None:
    grows = member(
        "grows", paid("2026-01-10", "2026-10-19"), paid("2026-10-20", "2026-12-09", 1500)
    )
    shrinks = member(
        "shrinks", paid("2026-01-10", "2026-10-09", 900), paid("2026-10-10", "2026-12-09", 600)
    )
    figures = october(STAYS, grows, shrinks, LEAVES)
    assert figures.recurring_at_start == 2400
    assert money(figures.lost, figures.reduced, figures.increased) == (500, 300, 1000)
    assert figures.gross_revenue_churn_percent == Fraction(100 * 800, 2400)
    assert figures.net_revenue_churn_percent == Fraction(100 * -200, 2400)


def test_a_pause_and_free_months_are_less_and_coming_back_is_more() -> None:
    pauses = member("pauses", paid("2026-01-10", "2026-12-09"), paused_from=date(2026, 10, 15))
    free = member(
        "free", paid("2026-01-10", "2026-09-09"), paid("2026-09-10", "2026-10-09", kind="free"),
        paid("2026-10-10", "2026-12-09"),
    )  # fmt: skip
    figures = october(pauses, free)
    assert money(figures.reduced, figures.increased, figures.lost) == (500, 500, 0)
    assert figures.states == {"paused": 1, "active": 1}


def test_what_the_month_began_with_and_what_it_did_make_what_it_ended_with() -> None:
    new = member("new", paid("2026-10-20", "2026-12-19", 300))
    figures = october(STAYS, YEARLY, LEAVES, new)
    assert figures.recurring == (
        figures.recurring_at_start + figures.from_new + figures.from_revived + figures.increased
        - figures.reduced - figures.lost
    )  # fmt: skip


def test_losses_are_told_by_plan_and_by_reason() -> None:
    gone = LEAVES._replace(cancelled_on=date(2026, 9, 20), reason="too dear", grace_days=0)
    figures = october(
        LEAVES,
        gone._replace(id="x", customer_id="x"),
        gone._replace(id="y", customer_id="y"),
        member("z", paid("2026-08-10", "2026-12-09", 900, plan="Tea"), ended=date(2026, 10, 4)),
    )
    assert [tuple(vars(loss).values()) for loss in figures.losses] == [
        ("Club", "cancelled", "too dear", 2, 1000),
        ("Club", "not_renewed", None, 1, 500),
        ("Tea", "merged", None, 1, 900),
    ]  # fmt: skip


def test_members_and_revenue_are_counted_by_plan_and_by_state() -> None:
    tea = member("tea", paid("2026-08-10", "2026-12-09", 900, plan="Tea"))
    trial = member("trial", paid("2026-10-25", "2026-11-23", 900, plan="Tea", kind="trial"))
    ending = STAYS._replace(id="e", customer_id="e", cancelled_on=date(2026, 10, 30), grace_days=0)
    figures = october(STAYS, YEARLY, tea, trial, ending)
    assert figures.by_plan == {"Club": 3, "Tea": 2}
    assert figures.recurring_by_plan == {"Club": 1000 + Fraction(1000, 12), "Tea": 900}
    assert figures.states == {"active": 3, "trial": 1, "ending": 1}


def test_the_average_life_is_all_days_seen_by_those_who_left_and_nothing_while_nobody_did() -> None:
    assert october(STAYS).average_life_months is None
    figures = october(STAYS, LEAVES)
    days = (date(2026, 11, 1) - date(2026, 1, 10)).days + (
        date(2026, 10, 10) - date(2026, 8, 10)
    ).days
    assert figures.average_life_months == Fraction(days * 48, 1461)


def test_the_history_tells_each_month_as_if_it_were_asked_for_alone() -> None:
    members = (STAYS, YEARLY, LEAVES, member("new", paid("2026-09-20", "2026-12-19", 300)))
    ends = [date(2026, month, day) for month, day in ((7, 31), (8, 31), (9, 30))]
    figures = plan_figures(members, first=FIRST, last=LAST, known_on=TODAY, months_before=ends)
    assert [month.first for month in figures.history] == [
        date(2026, 8, 1), date(2026, 9, 1), date(2026, 10, 1),
    ]  # fmt: skip
    for month in figures.history:
        alone = plan_figures(members, first=month.first, last=month.last, known_on=TODAY)
        assert month == alone.history[-1]


def test_a_month_without_plans_has_no_churn() -> None:
    figures = october()
    assert (figures.active, figures.mrr, figures.net_revenue_churn_percent) == (0, 0, None)
    assert (figures.losses, figures.average_life_months) == ((), None)
