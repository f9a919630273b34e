"""A campaign's post: for those who were drawn, each with a coupon of their own."""

import io
from collections.abc import Iterator

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
from desktop.i18n import speaking
from desktop.papers.campaigns import CampaignPaper, campaign_mailing, print_campaign
from tests.desktop.read_back import text_of

TEA = {"reward": "Tea"}


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    with speaking("en"):
        yield


@pytest.fixture
def autumn(session: Session) -> Campaign:
    """Return a campaign by letter among five people."""
    for count in range(5):
        new = NewCustomer(f"Guest {count}", postcode=f"000-000{count}", address="見本市1-2-3")
        add_customer(session, new=new, operation_id=f"guest-{count}")
    add_reward(session, NewReward("Tea", "free_item", "300", 10), operation_id="tea")
    terms = {"name": "Autumn", "channel": "letter", "offer": TEA, "message": "Tea for {name}!"}
    add_campaign(session, terms=terms, operation_id="add")
    return start_campaign(session, campaign="Autumn", operation_id="start").campaign


def printed(session: Session, campaign: Campaign, how: CampaignPaper) -> str:
    pdf = io.BytesIO()
    print_campaign(session, campaign, how, pdf)
    return text_of(pdf.getvalue())


def test_letters_and_cards_say_the_owners_words_with_each_ones_coupon(
    session: Session, autumn: Campaign
) -> None:
    codes = campaign_codes(session.moment(), autumn)
    (held,) = campaign_members(session.db, autumn, treated=False)
    unwritten = customer_record(session.db, held).name
    letters = printed(session, autumn, CampaignPaper("letter", "a4"))
    cards = printed(session, autumn, CampaignPaper("postcard", "hagaki"))
    coupons = printed(session, autumn, CampaignPaper("coupons", "a4"))
    labels = printed(session, autumn, CampaignPaper("labels", "labels-2x6"))
    for id, code in codes.items():
        name = customer_record(session.db, id).name
        for text in (letters, cards):
            assert f"Tea for {name}!" in text
            assert spoken_code(code) in text
        assert spoken_code(code) in coupons
        assert name in labels
    assert all(unwritten not in text for text in (letters, cards, coupons, labels))


def test_the_post_goes_by_postcode_and_to_nobody_who_said_no_since(
    session: Session, autumn: Campaign
) -> None:
    before = campaign_mailing(session, autumn).customers
    postcodes = [customer_record(session.db, id).postcode for id in before]
    assert postcodes == sorted(map(str, postcodes))
    edit_customer(
        session, customer_id=before[0], changes={"consent": ["no letter"]}, operation_id="no"
    )
    after = campaign_mailing(session, autumn)
    assert (after.customers, after.refused) == (before[1:], 1)


def test_what_cannot_be_printed_is_refused(session: Session, autumn: Campaign) -> None:
    add_campaign(session, terms={"name": "Later"}, operation_id="later")
    later = campaign_named(session.db, "Later", digits=0)
    with pytest.raises(BadRequest):
        printed(session, later, CampaignPaper("letter", "a4"))
    for id in campaign_members(session.db, autumn, treated=True):
        edit_customer(
            session, customer_id=id, changes={"consent": ["none"]}, operation_id=f"no-{id}"
        )
    with pytest.raises(BadRequest) as refused:
        printed(session, autumn, CampaignPaper("letter", "a4"))
    assert refused.value.problem == "nobody_to_write"
