"""The people of the summary: as of the month's end, whoever is due and nobody else."""

from datetime import date

from db.queries.figures import PeriodFigures, period_figures
from db.rules.customers import NewCustomer
from db.rules.spans import period_of
from db.session import Session
from db.usecases.customers import add_customer
from db.usecases.feedback import give_feedback
from desktop.papers.summary import summary_sheet
from desktop.papers.summary_people import friends_of, groups_of, team_of_month, words_of
from tests.desktop.a_shop_year import at, live_a_year, sell

OCTOBER = period_of("month", date(2026, 10, 1))


def october(session: Session) -> PeriodFigures:
    return period_figures(
        session.db, period=OCTOBER, today=session.today, settings=session.settings
    )


def guest(session: Session, name: str, **more: str) -> str:
    added = add_customer(session, new=NewCustomer(name=name, **more), operation_id=name)  # type: ignore[arg-type]
    return added.id


def test_each_customer_stands_in_one_group(session: Session) -> None:
    live_a_year(session)
    figures = october(session)
    groups = groups_of(figures)
    assert sum(group.customers for group in groups) == figures.repeats.customers_to_date
    assert sum(group.share_percent or 0 for group in groups) == 100
    assert all(group.advice for group in groups)


def test_only_words_that_may_be_printed_are(session: Session) -> None:
    there = at(session, date(2026, 10, 20))
    told = (("Hana", 10, "Lovely", True), ("Ren", 9, "Keep this quiet", False))
    for name, score, words, quotable in told:
        give_feedback(
            there, customer_id=guest(there, name), score=score, comment=words, quotable=quotable,
            operation_id=f"told-{name}",
        )  # fmt: skip
    told_in_october = words_of(session.moment(), first=OCTOBER.first, last=OCTOBER.last)
    assert told_in_october is not None
    assert (told_in_october.answers, told_in_october.kind_words) == (2, ("“Lovely”",))
    assert "2" in told_in_october.net_score
    assert words_of(session.moment(), first=date(2026, 9, 1), last=date(2026, 9, 30)) is None


def test_newcomers_who_were_brought_are_told_and_friends_by_who_brought_them(
    session: Session,
) -> None:
    there = at(session, date(2026, 10, 2))
    bringer = add_customer(there, new=NewCustomer(name="Hana"), operation_id="hana")
    friend = guest(there, "Ren", referral_code=bringer.referral_code)
    alone = guest(there, "Yui")
    assert friends_of(october(session), session.moment()) is not None
    for day, customer in ((3, bringer.id), (4, friend), (5, alone)):
        sell(session, date(2026, 10, day), 1200, customer)
    sheet = summary_sheet(session, OCTOBER.first)
    assert (sheet.first_time, sheet.newcomers_by_friends) == (3, 1)
    assert sheet.friends is not None
    assert [(who.name, who.friends) for who in sheet.friends.bringers] == [("Hana", 1)]
    assert summary_sheet(session, date(2026, 9, 1)).newcomers_by_friends == 0


def test_the_team_is_those_who_did_something_under_their_name(session: Session) -> None:
    mio = at(session, date(2026, 10, 2)).with_request(staff="Mio")
    guest(mio, "Hana")
    [who] = team_of_month(session.moment(), first=OCTOBER.first, last=OCTOBER.last)
    assert (who.name, who.sign_ups) == ("Mio", 1)


def test_who_is_late_today_was_not_yet_when_the_month_ended(session: Session) -> None:
    there = at(session, date(2026, 9, 1))
    regular = guest(there, "Hana", phone="03-0000-0001")
    for day in (date(2026, 9, 1), date(2026, 9, 15), date(2026, 9, 29), date(2026, 10, 25)):
        sell(session, day, 3000, regular)
    assert summary_sheet(session, OCTOBER.first).calls == ()
    november = summary_sheet(session, date(2026, 11, 1))
    assert [call.name for call in november.calls] == ["Hana"]
    assert november.at_risk is not None
    assert (november.at_risk.customers, november.at_risk.yearly_minor) == (1, 12_000)
