"""Each refusal is explained in both languages, from its facts, with nothing left unfilled."""

import dataclasses
import inspect
import re
from fractions import Fraction
from typing import get_args, get_type_hints

import pytest

from db import errors
from db.checks import Problem, ProblemKind
from db.environment import FileUnreadable, MissingColumns
from db.errors import (
    BadRequest,
    CouponExpired,
    CouponMinimum,
    CouponNotYet,
    NotAllowed,
    NotEnoughPoints,
    ShopError,
)
from db.rules.customers import Notice, NoticeCode
from db.rules.points import EarningLine, Rate
from db.rules.shop import ShopSettings
from desktop.i18n import speaking
from desktop.messages import explain, explain_notice, explain_problem, label_of, sentences

YEN = ShopSettings()
DOLLARS = ShopSettings(currency="USD", digits=2, earn_per=100, earn_points=1)
DAYS = {"until", "start", "end", "used_on", "voided_on", "day"}
JAPANESE = re.compile("[ぁ-んァ-ヶ一-龠]")


def refusals() -> list[type[ShopError]]:
    return [
        kind
        for _, kind in inspect.getmembers(errors, inspect.isclass)
        if issubclass(kind, ShopError) and kind is not ShopError
    ]


def example(kind: type[ShopError]) -> ShopError:
    """Return a refusal with a fact in each of its fields."""
    hints = get_type_hints(kind)
    facts: dict[str, object] = {}
    for field in dataclasses.fields(kind):
        if field.name in DAYS:
            facts[field.name] = "2026-12-31"
        elif hints[field.name] in (int, int | None):
            facts[field.name] = 1240
        elif hints[field.name] == tuple[str, ...]:
            facts[field.name] = ("name", "phone")
        else:
            facts[field.name] = "Tea"
    return kind(**facts)


def whole(sentence: str) -> bool:
    return bool(sentence) and not re.search(r"[{}]|None|Fraction|datetime", sentence)


@pytest.mark.parametrize("kind", refusals(), ids=lambda kind: kind.__name__)
def test_each_refusal_is_explained_in_both_languages(kind: type[ShopError]) -> None:
    with speaking("en"):
        english = explain(example(kind), YEN)
    with speaking("ja"):
        japanese = explain(example(kind), YEN)
    assert whole(english)
    assert english.endswith((".", "?", "Tea", ")"))
    assert not JAPANESE.search(english)
    assert whole(japanese)
    assert JAPANESE.search(japanese)


@pytest.mark.parametrize("kind", refusals(), ids=lambda kind: kind.__name__)
def test_a_refusal_with_only_what_it_must_know_is_explained_too(kind: type[ShopError]) -> None:
    full = example(kind)
    needed = {
        field.name: getattr(full, field.name)
        for field in dataclasses.fields(kind)
        if field.default is dataclasses.MISSING
    }
    for language in ("en", "ja"):
        with speaking(language):
            assert whole(explain(kind(**needed)))


PROBLEMS_OF_A_FIELD = (
    "missing", "unknown", "type", "invalid", "too_long", "range", "choice", "whole_number",
    "taken", "in_use", "needs_customer", "for_a_plan", "for_a_cause", "nothing_owed", "nobody",
    "nobody_here", "more_than_group", "not_offered", "no_trial", "column", "map", "no_batch",
    "batch_over", "not_json", "one that nobody foresaw", "at_least", "at_most", "text",
    "yes_or_no", "list", "no_operation", "form",
)  # fmt: skip


@pytest.mark.parametrize("language", ["en", "ja"])
@pytest.mark.parametrize("problem", PROBLEMS_OF_A_FIELD)
def test_each_problem_of_a_field_is_explained(language: str, problem: str) -> None:
    with speaking(language):
        assert whole(explain(BadRequest("lines.amount", problem, "300")))


def test_where_there_is_nothing_to_choose_from_no_list_is_promised() -> None:
    with speaking("en"):
        sentence = explain(BadRequest("segment.tier", "choice", ""))
    assert sentence == "“segment.tier” is unknown here. Leave it out or check its name."


@pytest.mark.parametrize("language", ["en", "ja"])
@pytest.mark.parametrize(
    "problem",
    ["missing", "closed", "empty", "format", "encoding", "quotes", "workbook", "something else"],
)
def test_each_problem_of_a_file_is_explained(language: str, problem: str) -> None:
    with speaking(language):
        sentence = explain(FileUnreadable("/people.csv", problem, 17))
    assert whole(sentence)
    assert "/people.csv" in sentence


@pytest.mark.parametrize("language", ["en", "ja"])
def test_who_may_not_is_told_from_what_stays(language: str) -> None:
    with speaking(language):
        told = {
            explain(NotAllowed(action, "mio")) for action in ("staff", "shop.set currency", "sale")
        }
    assert len(told) == 3
    assert all(map(whole, told))


def test_a_pasted_page_is_not_said_back_whole() -> None:
    sentence = explain(errors.UnknownCustomer("x" * 10_000))
    assert len(sentence) < 400
    assert "…" in sentence


def test_numbers_days_and_money_are_written_the_shop_s_way() -> None:
    with speaking("en"):
        assert explain(NotEnoughPoints(1240, 12)) == "This takes 1,240 points; 12 can be used."
        until = explain(CouponExpired("C7K2-9QXM-4T8D", "2026-12-31"))
        assert until == "The coupon C7K2-9QXM-4T8D was good until 31 Dec 2026."
        minimum = CouponMinimum("C", 100_000, 50)
        assert "$1,000.00 on: $0.50 more" in explain(minimum, DOLLARS)
        assert "¥100,000 on: ¥50 more" in explain(minimum, YEN)
    with speaking("ja"):
        assert "2026年12月31日" in explain(CouponNotYet("C", "2026-12-31"))
        assert "100,000" in explain(minimum)


def test_columns_are_named_in_the_language() -> None:
    missing = MissingColumns(("name", "amount"))
    with speaking("en"):
        assert "name" in explain(missing)
    with speaking("ja"):
        assert JAPANESE.search(explain(missing))


def test_braces_that_people_type_are_words_like_others() -> None:
    with speaking("en"):
        assert "{name}" in explain(errors.UnknownCustomer("{name}"))
        assert explain_notice(Notice("repaired", "phone", "{0}")) == "“{0}” was tidied up."


@pytest.mark.parametrize("language", ["en", "ja"])
@pytest.mark.parametrize("kind", get_args(ProblemKind))
def test_whatever_verify_finds_is_said(language: str, kind: ProblemKind) -> None:
    with speaking(language):
        sentence = explain_problem(Problem(kind, "sales", 17))
    assert whole(sentence)
    assert "sales" in sentence or "17" in sentence


@pytest.mark.parametrize("language", ["en", "ja"])
@pytest.mark.parametrize("code", get_args(NoticeCode))
def test_whatever_is_worth_a_notice_is_said(language: str, code: NoticeCode) -> None:
    with speaking(language):
        assert "０９０" in explain_notice(Notice(code, "phone", "０９０"))


def test_no_sentence_is_said_twice_for_different_things() -> None:
    assert len(sentences()) - len(set(sentences())) <= 1


@pytest.mark.parametrize(
    ("line", "english"),
    [
        (EarningLine("base", 19, amount=1980), "1 point per ¥100 on ¥1,980"),
        (EarningLine("tier", 8, name="Gold", factor=Fraction(3, 2)), "Gold × 1.5"),
        (EarningLine("plan", 17, name="Club", factor=Fraction(2)), "Club × 2"),
        (EarningLine("plan", 17, name="Club", factor=Fraction(100)), "Club × 100"),
        (EarningLine("cap_sale", -5), "Most points for one sale"),
        (EarningLine("cap_day", -5), "Most points for one day"),
        (EarningLine("promotion", 19, name="Rainy day", factor=Fraction(2)), "Rainy day × 2"),
        (EarningLine("promotion", 50, name="Birthday"), "Birthday"),
        (EarningLine("coupon", 50, name="50 extra"), "50 extra"),
        (EarningLine("coupon", 50), "Coupon"),
    ],
)
def test_a_line_of_a_breakdown_says_where_its_points_come_from(
    line: EarningLine, english: str
) -> None:
    with speaking("en"):
        assert label_of(line, YEN) == english
    with speaking("ja"):
        assert whole(label_of(line, YEN))


def test_a_promotion_with_hours_says_until_when_and_a_rate_of_its_own_is_told() -> None:
    happy = EarningLine("promotion", 8, name="Happy hour", factor=Fraction("1.5"), until="18:00")
    bonus = EarningLine("promotion", 8, name="Evening", until="00:00")
    beans = EarningLine("base", 30, amount=1000, rate=Rate(100, 3))
    with speaking("en"):
        assert label_of(happy, YEN) == "Happy hour × 1.5, until 18:00"
        assert label_of(bonus, YEN) == "Evening, until 00:00"
        assert label_of(beans, YEN) == "3 points per ¥100 on ¥1,000"
    with speaking("ja"):
        assert label_of(happy, YEN) == "Happy hour × 1.5(18:00まで)"


def test_points_for_money_are_counted_in_the_shop_s_units() -> None:
    line = EarningLine("base", 5, amount=550)
    with speaking("en"):
        assert label_of(line, DOLLARS) == "1 point per $1.00 on $5.50"
        many = dataclasses.replace(DOLLARS, earn_points=10)
        assert label_of(line, many) == "10 points per $1.00 on $5.50"
