"""Late against their own rhythm, new and not back, best and not spoken to: each on its days."""

from collections.abc import Callable
from datetime import date, timedelta

from db.queries.follow_ups import follow_ups, follow_ups_of
from db.rules.customers import NewCustomer
from db.rules.follow_ups import FirstSteps, Kind, NotSpokenTo, Slipping
from db.session import Session
from db.usecases.customers import add_customer
from db.usecases.follow_ups import finish_follow_up, make_contact
from db.usecases.refunds import refund_sale
from db.usecases.sales import SaleOutcome

Sell = Callable[..., SaleOutcome]
OnDay = Callable[[str], Session]
FIRST = date(2026, 1, 5)


def days_shown(on_day: OnDay, kind: Kind, first: date, last: date) -> list[str]:
    """Return the days of a span on which anything of a kind is to be done."""
    span = [first + timedelta(days=ahead) for ahead in range((last - first).days + 1)]
    shown = [day for day in span if follow_ups(on_day(day.isoformat()).moment(), kind=kind)]
    return [day.isoformat() for day in (shown[0], shown[-1])] if shown else []


def every(sell: Sell, customer: str, gaps: list[int], *, first: date = FIRST) -> date:
    """Sell on a first day and after each gap; return the last day."""
    day = first
    sell(customer, 1000, on=day.isoformat())
    for gap in gaps:
        day += timedelta(days=gap)
        sell(customer, 1000, on=day.isoformat())
    return day


def test_somebody_of_a_rhythm_of_14_days_slips_away_on_the_22nd_day_and_for_30_days(
    a_customer: Callable[..., str], sell: Sell, on_day: OnDay
) -> None:
    last = every(sell, a_customer(), [14, 14])
    # 14 days × 150 % = 21: more than that is the 22nd; 14 + 7 = 21 is reached by then.
    first, end = last + timedelta(days=22), last + timedelta(days=51)
    shown = days_shown(on_day, "slipping_away", last, last + timedelta(days=70))
    assert shown == [first.isoformat(), end.isoformat()]
    [found] = follow_ups(on_day(first.isoformat()).moment(), kind="slipping_away")
    assert found.facts == Slipping(28, 22, 3, FIRST, last, 3000)
    assert found.due_day == first
    assert (found.act, found.channel, found.late) == ("counter", None, False)


def test_a_quick_rhythm_must_be_late_by_seven_days_and_the_middle_of_two_gaps_counts_halves(
    a_customer: Callable[..., str], sell: Sell, on_day: OnDay
) -> None:
    daily = every(sell, a_customer("毎日"), [1, 1, 1])
    shown = days_shown(on_day, "slipping_away", daily, daily + timedelta(days=12))
    assert shown[0] == (daily + timedelta(days=8)).isoformat()
    halves = every(sell, a_customer("半分"), [10, 11], first=date(2026, 3, 2))
    # The median is 10.5 days: 15.75 is passed on the 16th day, 17.5 reached on the 18th.
    shown = days_shown(on_day, "slipping_away", halves, halves + timedelta(days=20))
    assert shown[0] == (halves + timedelta(days=18)).isoformat()


def test_a_few_are_shown_a_day_those_first_who_spent_most(
    a_customer: Callable[..., str], sell: Sell, on_day: OnDay, set_shop: Callable[..., None]
) -> None:
    set_shop(follow_ups={"slipping_away": {"a_day": 2}})
    late = [a_customer(f"No. {place}") for place in range(3)]
    last = max(every(sell, customer, [14, 14]) for customer in late)
    for extra in (late[1], late[2]):
        sell(extra, 5000, on=last.isoformat())
    moment = on_day((last + timedelta(days=30)).isoformat()).moment()
    found = follow_ups(moment, kind="slipping_away")
    assert {each.customer_id for each in found} == {late[1], late[2]}
    [asked] = [each for each in follow_ups_of(moment, late[0]) if each.kind == "slipping_away"]
    assert asked.customer_id == late[0]  # of whoever stands at the counter nothing is left out
    other = on_day((last + timedelta(days=30)).isoformat())
    finish_follow_up(other, follow_up=found[0].id, by="call", operation_id="done")
    after = follow_ups(moment, kind="slipping_away")
    assert [each.customer_id for each in after] == [found[1].customer_id]  # the list has an end
    tomorrow = follow_ups(on_day((last + timedelta(days=31)).isoformat()).moment())
    assert late[0] in {each.customer_id for each in tomorrow if each.kind == "slipping_away"}


def test_two_visits_make_no_rhythm_and_a_sale_given_back_whole_is_no_visit(
    a_customer: Callable[..., str], sell: Sell, on_day: OnDay
) -> None:
    customer = a_customer()
    every(sell, customer, [14])
    third = sell(customer, 1000, on="2026-02-02")
    later = on_day("2026-02-25").moment()
    assert len(follow_ups(later, kind="slipping_away")) == 1
    refund_sale(
        on_day("2026-02-26"), sale=str(third.sale), amount=None, reason=None, operation_id="back"
    )
    assert follow_ups(on_day("2026-02-26").moment(), kind="slipping_away") == []
    assert len(follow_ups(on_day("2026-02-25").moment(), kind="slipping_away")) == 1


def test_a_day_of_the_past_is_asked_as_it_was_and_the_day_of_coming_back_ends_it(
    a_customer: Callable[..., str], sell: Sell, on_day: OnDay
) -> None:
    customer = a_customer()
    last = every(sell, customer, [14, 14, 14])
    late = (last + timedelta(days=30)).isoformat()
    before = follow_ups(on_day(late).moment(), kind="slipping_away")
    sell(customer, 9000, on=(last + timedelta(days=31)).isoformat())
    assert follow_ups(on_day(late).moment(), kind="slipping_away") == before
    back = (last + timedelta(days=31)).isoformat()
    assert follow_ups(on_day(back).moment(), kind="slipping_away") == []


def test_the_owner_tunes_how_late_is_late(
    a_customer: Callable[..., str], sell: Sell, on_day: OnDay, set_shop: Callable[..., None]
) -> None:
    last = every(sell, a_customer(), [14, 14])
    slow = {"factor_percent": 300, "days": 1, "for_days": 2}
    set_shop(follow_ups={"slipping_away": slow})
    shown = days_shown(on_day, "slipping_away", last, last + timedelta(days=60))
    assert shown == [(last + timedelta(days=days)).isoformat() for days in (43, 44)]
    set_shop(follow_ups={"slipping_away": {"on": False}})
    assert days_shown(on_day, "slipping_away", last, last + timedelta(days=60)) == []


def test_newcomers_have_steps_on_days_7_30_and_60_until_they_come_back(
    a_customer: Callable[..., str], sell: Sell, on_day: OnDay
) -> None:
    customer = a_customer()
    sell(customer, 800, on="2026-03-01")
    steps: dict[int, list[int]] = {}
    for days in range(80):
        moment = on_day((date(2026, 3, 1) + timedelta(days=days)).isoformat()).moment()
        for found in follow_ups(moment, kind="newcomer"):
            assert isinstance(found.facts, FirstSteps)
            steps.setdefault(found.facts.step, []).append(days)
    assert {step: (days[0], days[-1]) for step, days in steps.items()} == {
        7: (7, 20), 30: (30, 43), 60: (60, 73),
    }  # fmt: skip
    sell(customer, 800, on="2026-03-31")
    assert follow_ups(on_day("2026-03-31").moment(), kind="newcomer") == []
    assert len(follow_ups(on_day("2026-03-30").moment(), kind="newcomer")) == 0
    assert len(follow_ups(on_day("2026-03-20").moment(), kind="newcomer")) == 1


def test_a_newcomer_is_told_with_the_friend_who_brought_them(
    session: Session, a_customer: Callable[..., str], sell: Sell, on_day: OnDay
) -> None:
    a_customer("田中 美咲")
    code = session.db.conn.execute("SELECT referral_code FROM customers").fetchone()[0]
    new = NewCustomer(name="佐々木 結衣", referral_code=code)
    friend = add_customer(on_day("2026-03-01"), new=new, operation_id="friend").id
    sell(friend, 800, on="2026-03-01")
    [found] = follow_ups(on_day("2026-03-08").moment(), kind="newcomer")
    assert found.facts == FirstSteps(7, date(2026, 3, 1), "田中 美咲")
    assert (found.id, found.act) == (f"newcomer:{friend}:7", "thank")


def test_the_best_customers_wait_for_a_word_three_a_day_the_best_first(
    a_customer: Callable[..., str], sell: Sell, on_day: OnDay
) -> None:
    best = [a_customer(f"No. {place}", phone=f"090-0000-000{place}") for place in range(5)]
    for place, customer in enumerate(best):
        sell(customer, 9000 - place * 1000, on="2026-06-01")
    found = follow_ups(on_day("2026-06-02").moment(), kind="best_customer")
    assert [each.customer_id for each in found] == best[:3]
    assert found[0].facts == NotSpokenTo(9000, None, date(2026, 6, 1))
    make_contact(on_day("2026-06-02"), customer_id=best[0], by="call", operation_id="spoken")
    today = follow_ups(on_day("2026-06-02").moment(), kind="best_customer")
    assert [each.customer_id for each in today] == best[1:4]
    # Sixty days after the word they are due again; a year after the last visit no more.
    due = {
        day: [each.customer_id for each in follow_ups(on_day(day).moment(), kind="best_customer")]
        for day in ("2026-07-31", "2026-08-01", "2027-05-31", "2027-06-01")
    }
    assert best[0] not in due["2026-07-31"]
    assert due["2026-08-01"] == best[:3] == due["2027-05-31"]
    assert due["2027-06-01"] == []


def test_of_many_newcomers_the_latest_are_shown_and_the_others_on_another_day(
    a_customer: Callable[..., str],
    sell: Sell,
    on_day: OnDay,
    set_shop: Callable[..., None],
) -> None:
    people = [a_customer(f"客{number}") for number in range(3)]
    for number, customer in enumerate(people):
        sell(customer, 1000, on=f"2026-11-0{1 + number}")
    set_shop(follow_ups={"newcomer": {"a_day": 2}})
    there = on_day("2026-11-11")
    shown = follow_ups(there.moment(), kind="newcomer")
    assert {each.customer_id for each in shown} == {people[1], people[2]}
    finish_follow_up(there, follow_up=shown[0].id, operation_id="done")
    [left] = follow_ups(there.moment(), kind="newcomer")
    assert left.customer_id == shown[1].customer_id
    tomorrow = follow_ups(on_day("2026-11-12").moment(), kind="newcomer")
    assert people[0] in {each.customer_id for each in tomorrow}
    assert "newcomer" in [each.kind for each in follow_ups_of(there.moment(), people[0])]
