"""A campaign for other programs: a list no spreadsheet runs, links that a mail program takes."""

import csv
import io
from collections.abc import Iterator
from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from db.errors import BadRequest
from db.queries.campaigns import campaign_codes, campaign_members, campaign_named
from db.queries.customers import customer_record
from db.rules.campaigns import Campaign
from db.rules.coupons import spoken_code
from db.rules.customers import NewCustomer
from db.session import Session
from db.usecases.campaigns import add_campaign, start_campaign
from db.usecases.customers import add_customer, edit_customer
from db.usecases.rewards import NewReward, add_reward
from desktop.campaign_file import LONGEST_LINK, campaign_csv, campaign_workbook, mail_links
from desktop.i18n import speaking


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    with speaking("en"):
        yield


def by_mail(session: Session, message: str, *, people: int = 60) -> Campaign:
    for count in range(people):
        new = NewCustomer(
            '=HYPERLINK("http://x")' if count == 0 else f"客 {count}",
            email=f"somebody.with.a.long.name+{count}@mail.example.jp", consent=("email",),
        )  # fmt: skip
        add_customer(session, new=new, operation_id=f"guest-{count}")
    add_reward(session, NewReward("Tea", "free_item", "300", 10), operation_id="tea")
    terms = {"name": "Winter", "channel": "mail", "message": message, "holdout_percent": 0}
    add_campaign(session, terms={**terms, "offer": {"reward": "Tea"}}, operation_id="add")
    return start_campaign(session, campaign="Winter", operation_id="start").campaign


def test_the_list_has_a_row_for_each_with_code_and_words(session: Session) -> None:
    campaign = by_mail(session, "Hello {name},\nyou have {points} points.", people=3)
    codes = campaign_codes(session.moment(), campaign)
    rows = list(csv.DictReader(io.StringIO(campaign_csv(session, campaign).decode("utf-8-sig"))))
    ids = campaign_members(session.db, campaign, treated=True)
    assert [row["coupon"] for row in rows] == [spoken_code(codes[id]) for id in ids]
    for row, id in zip(rows, ids, strict=True):
        name = customer_record(session.db, id).name
        assert row["message"] == f"Hello {name},\nyou have 0 points."
        assert (row["offer"], row["coupon_until"]) == ("Tea", "2026-12-21")
        assert row["name"] in (name, f"'{name}")
        assert not row["name"].startswith("=")
    assert campaign_workbook(session, campaign).startswith(b"PK")


def test_one_text_for_all_goes_unseen_by_each_other_in_links_that_are_short_enough(
    session: Session,
) -> None:
    text = "雪が降りそうです。\nお茶をどうぞ。"
    campaign = by_mail(session, text)
    links = mail_links(session, campaign, subject="冬のお茶")
    assert len(links) > 1
    assert sum(link.customers for link in links) == 60
    sent = []
    for link in links:
        assert len(link.url) <= LONGEST_LINK
        parts = urlsplit(link.url)
        assert (parts.scheme, parts.path) == ("mailto", "")
        fields = parse_qs(parts.query.replace("+", "%2B"))
        assert fields["subject"] == ["冬のお茶"]
        assert fields["body"] == [text.replace("\n", "\r\n")]
        sent += fields["bcc"][0].split(",")
    assert len(set(sent)) == 60


def test_words_of_ones_own_make_an_e_mail_for_each(session: Session) -> None:
    campaign = by_mail(session, "Dear {name}", people=3)
    (gone, *others) = campaign_members(session.db, campaign, treated=True)
    edit_customer(session, customer_id=gone, changes={"consent": []}, operation_id="no")
    links = mail_links(session, campaign, subject="Hi")
    assert [link.customers for link in links] == [1, 1]
    for link, id in zip(links, others, strict=True):
        person = customer_record(session.db, id)
        assert unquote(urlsplit(link.url).path) == person.email
        assert parse_qs(urlsplit(link.url).query)["body"] == [f"Dear {person.name}"]


def test_before_the_start_there_is_nobody_to_write_to(session: Session) -> None:
    add_campaign(session, terms={"name": "Later"}, operation_id="later")
    later = campaign_named(session.db, "Later", digits=0)
    for make in (campaign_csv, campaign_workbook):
        with pytest.raises(BadRequest):
            make(session, later)
    with pytest.raises(BadRequest):
        mail_links(session, later, subject="Hi")
