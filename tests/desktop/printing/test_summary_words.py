from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from desktop.i18n import speaking
from desktop.printing.lettering import Run
from desktop.printing.summary_sheet import SummarySheet
from desktop.printing.summary_words import (
    days_of,
    difference,
    explanation,
    period,
    points_note,
    story,
)


def _text(runs: Iterable[Run]) -> str:
    return "".join(run.text for run in runs)


def _with_retention(sheet: SummarySheet, start: int, retained: int) -> SummarySheet:
    rate = Fraction(100 * retained, start) if start else None
    figures = replace(
        sheet.figures,
        retention_percent=rate,
        churn_percent=None if rate is None else 100 - rate,
    )
    return replace(sheet, start=start, retained=retained, lapsed=start - retained, figures=figures)


def test_the_month_is_told_in_whole_sentences(october: SummarySheet) -> None:
    assert _text(story(october)) == (
        "Of the 538 customers you had when October 2026 began, 438 stayed with you: "
        "a retention rate of 81.4 %. "
        "That is 2.1 percentage points more than in September 2026. "
        "100 customers lapsed, with no visit for 90 days. "
        "51 people came for the first time, 14 of them brought by friends. "
        "23 former customers found the way back. "
        "Returning customers brought in 68.0 % of what members spent. "
        "Most at risk: 14 customers worth ¥612,000 a year (page 3)."
    )


def test_the_month_is_told_in_japanese(october: SummarySheet) -> None:
    with speaking("ja"):
        text = _text(story(october))
    assert text.startswith(
        "2026年10月のはじめにいらした538名のお客様のうち、438名が引き続きご利用中です。"
    )
    assert "継続率は81.4 %" in text
    assert "。 " not in text


def test_what_matters_most_stands_bold(october: SummarySheet) -> None:
    bold = [run.text for run in story(october) if run.bold]
    assert bold == ["438 stayed with you", "81.4 %", "68.0 %"]


@pytest.mark.parametrize(
    ("start", "retained", "said"),
    [
        (0, 0, "Nobody had visited in the 90 days before October 2026 began"),
        (1, 0, "The one customer you had when October 2026 began did not stay"),
        (1, 1, "The one customer you had when October 2026 began stayed with you"),
        (7, 0, "None of the 7 customers you had when October 2026 began stayed"),
        (7, 7, "All 7 customers you had when October 2026 began stayed with you"),
    ],
)
def test_few_customers_are_counted_in_correct_words(
    start: int, retained: int, said: str, october: SummarySheet
) -> None:
    assert _text(story(_with_retention(october, start, retained))).startswith(said)


def test_nobody_at_the_start_gives_no_figure_and_the_reckoning_says_why(
    october: SummarySheet,
) -> None:
    sheet = _with_retention(october, 0, 0)
    assert "no retention rate" in _text(story(sheet))
    assert "percentage points" not in _text(story(sheet))
    assert "÷ customers at the start 0: this has no value" in _text(explanation(sheet)[0])


@pytest.mark.parametrize(
    ("before", "said"),
    [
        (Fraction(90), "That is 8.6 percentage points less than in September 2026."),
        (Fraction(43800, 538), "That is the same as in September 2026."),
        (None, "September 2026 has no figure to compare it with."),
    ],
)
def test_the_change_is_told_against_the_month_before(
    before: Fraction | None, said: str, october: SummarySheet
) -> None:
    assert october.previous is not None
    previous = replace(october.previous, retention_percent=before)
    assert said in _text(story(replace(october, previous=previous)))


def test_the_first_month_is_compared_with_nothing(october: SummarySheet) -> None:
    assert "September" not in _text(story(replace(october, previous=None)))


def test_one_is_singular_and_none_is_nobody(october: SummarySheet) -> None:
    one = _text(
        story(replace(october, first_time=1, reactivated=1, lapsed=1, newcomers_by_friends=0))
    )
    assert "1 customer lapsed" in one
    assert "1 person came for the first time." in one
    assert "1 former customer found the way back." in one
    none = _text(story(replace(october, first_time=0, reactivated=0, lapsed=0)))
    assert "Nobody came for the first time." in none
    assert "lapsed" not in none


def test_the_formulas_hold_the_months_own_numbers(october: SummarySheet) -> None:
    retention, churn, definitions = (_text(runs) for runs in explanation(october))
    assert "(customers at the end 512 − gained 74) ÷ customers at the start 538" in retention
    assert retention.endswith("× 100 = 81.4 %.")
    assert "lapsed 100 ÷ customers at the start 538 × 100 = 18.6 %" in churn
    assert "90 days" in definitions
    assert "81 newcomers of August 2026" in definitions


def test_a_change_is_what_the_reader_works_out_from_the_printed_figures() -> None:
    assert difference(Fraction(8144, 100), Fraction(7926, 100)) == Fraction(21, 10)
    assert difference(None, Fraction(1)) is None
    assert difference(Fraction(1), None) is None


def test_a_period_is_written_as_its_days(language: str) -> None:
    said = period(date(2026, 10, 1), date(2026, 10, 31))
    assert said == {"en": "1–31 October 2026", "ja": "2026年10月1日〜31日"}[language]


def test_points_pending_are_told_apart(october: SummarySheet) -> None:
    assert points_note(october) == (
        "All points outstanding are worth ¥184,220; 310 of them are still pending."
    )
    none = replace(october, points=replace(october.points, pending=0))
    assert points_note(none) == "All points outstanding are worth ¥184,220."


def test_a_balance_that_debts_make_lower_says_so(october: SummarySheet) -> None:
    debts = replace(october, points=replace(october.points, pending=0, owed=37))
    assert points_note(debts) == (
        "All points outstanding are worth ¥184,220. "
        "37 points that customers still owe after refunds are taken off above."
    )


def test_a_month_that_is_not_over_says_up_to_which_day_it_is_told(october: SummarySheet) -> None:
    assert days_of(october) == "1–31 October 2026"
    told = days_of(replace(october, so_far=date(2026, 10, 22)))
    assert told == "1–31 October 2026 · so far, up to 22 Oct"
