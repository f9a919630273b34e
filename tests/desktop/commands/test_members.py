"""A membership, slips for friends and the receipt of a plan by command, and what is refused."""

import json
from pathlib import Path

import pytest

from desktop.commands import members as cli_members
from desktop.commands.print import RECEIPT_PAPERS
from desktop.printing import friend_slips, membership, plan_receipt, renewals
from tests.desktop.command_line import Run, Shop, refused
from tests.desktop.read_back import codes_of, text_of

pytestmark = pytest.mark.usefixtures("english")


def on_a_plan(run: Run, shop: Shop) -> None:
    said = [
        {"op": "plan.add", "name": "Coffee Pass", "price": "980", "every": "month"},
        {"op": "subscription.start", "customer": shop.customer, "plan": "Coffee Pass"},
    ]
    for each in said:
        assert json.loads(run("feed", book=shop.book, said=json.dumps(each)).out)["ok"]


def test_a_membership_is_printed_on_every_paper(run: Run, shop: Shop, tmp_path: Path) -> None:
    on_a_plan(run, shop)
    for paper in cli_members.MEMBER_PAPERS:
        out = tmp_path / f"{paper}.pdf"
        words = ("print", "membership", shop.customer, "--out", out, "--paper", paper)
        assert run(*words, book=shop.book).status == 0
        assert "Coffee Pass" in text_of(out.read_bytes())


def test_slips_for_friends_are_printed_where_friends_bring_something(
    run: Run, shop: Shop, tmp_path: Path
) -> None:
    out = tmp_path / "friends.pdf"
    words = ("print", "friends", shop.customer, "--out", out)
    refused(run(*words, book=shop.book), "Bringing a friend gives nothing yet.")
    promise = {"op": "shop.set", "referral": {"referrer": {"points": 100}}}
    run("feed", book=shop.book, said=json.dumps(promise))
    assert run(*words, book=shop.book).status == 0
    assert len(codes_of(out.read_bytes())) == 1


def test_a_plan_s_receipt_is_printed_beside_that_of_a_sale(
    run: Run, shop: Shop, tmp_path: Path
) -> None:
    out = tmp_path / "receipt.pdf"
    by_plan = ("print", "receipt", "--plan", shop.customer, "--out", out)
    refused(run(*by_plan, book=shop.book), "This customer has no running plan.")
    on_a_plan(run, shop)
    assert run(*by_plan, book=shop.book).status == 0
    assert "Plan joined" in text_of(out.read_bytes())
    assert run("print", "receipt", shop.sale, "--out", out, book=shop.book).status == 0
    assert "Plan joined" not in text_of(out.read_bytes())
    both = run("print", "receipt", shop.sale, "--plan", shop.customer, "--out", out, book=shop.book)
    assert both.status == 2
    assert run("print", "receipt", "--out", out, book=shop.book).status == 2


def test_renewals_are_listed_for_as_many_weeks_as_are_asked_for(
    run: Run, shop: Shop, tmp_path: Path
) -> None:
    on_a_plan(run, shop)
    out = tmp_path / "renewals.pdf"
    assert run("print", "renewals", "--out", out, book=shop.book).status == 0
    assert "No plan ends until 13 Dec 2026." in text_of(out.read_bytes())
    assert run("print", "renewals", "--weeks", 6, "--out", out, book=shop.book).status == 0
    assert "Coffee Pass" in text_of(out.read_bytes())
    assert run("print", "renewals", "--weeks", 0, "--out", out, book=shop.book).status == 2


def test_whoever_has_no_plan_has_no_membership(run: Run, shop: Shop, tmp_path: Path) -> None:
    words = ("print", "membership", shop.customer, "--out", tmp_path / "x.pdf")
    refused(run(*words, book=shop.book), "This customer has no running plan.")


def test_the_papers_of_commands_are_those_that_are_drawn() -> None:
    assert cli_members.MEMBER_PAPERS == membership.MEMBERSHIP_PAPERS
    assert cli_members.MEMBER_PAPERS == friend_slips.FRIEND_PAPERS
    assert cli_members.LIST_PAPERS == renewals.RENEWAL_PAPERS
    assert RECEIPT_PAPERS == plan_receipt.PLAN_RECEIPT_PAPERS
