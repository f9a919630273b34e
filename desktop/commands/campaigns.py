"""`okaeri campaigns`, `print campaign` and `export campaign`: what was tried, and what it did."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from db.clock import new_id
from desktop.commands.desk import Desk
from desktop.commands.export import ending_of
from desktop.commands.letters import LABEL_PAPERS, LETTER_PAPERS, POSTCARD_PAPERS
from desktop.commands.paper import OUT, START, save_paper
from desktop.i18n import tr, trn

if TYPE_CHECKING:
    from db.queries.campaigns import CampaignResult
    from db.rules.campaigns import Campaign
    from db.session import Session
    from desktop.papers.campaigns import Post

_POSTS = ("letter", "postcard", "labels", "coupons")
_COUPON_PAPERS = ("a4", "letter", "a6", *LABEL_PAPERS)
_PAPERS: dict[str, tuple[str, ...]] = {
    "letter": LETTER_PAPERS,
    "postcard": POSTCARD_PAPERS,
    "labels": LABEL_PAPERS,
    "coupons": _COUPON_PAPERS,
}
_INDENT = "  "
_DRAFT = click.option("--draft", is_flag=True, help="To look at: no contact is noted.")


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print it as the feed answers it.")
@click.pass_obj
def campaigns(desk: Desk, *, as_json: bool) -> None:
    """Print every campaign and what it did, the latest first."""
    from db.queries.campaigns import campaign_result
    from db.queries.campaigns import campaigns as all_campaigns

    session = desk.session()
    moment = session.moment()
    found = all_campaigns(session.db, digits=moment.settings.digits)
    results = [campaign_result(moment, each) for each in found]
    if as_json:
        import msgspec

        from desktop.topics.campaigns import campaign_told

        told = msgspec.to_builtins([campaign_told(session, each) for each in results])
        click.echo(json.dumps(told, ensure_ascii=False, indent=2))
        return
    if not results:
        click.echo(tr("No campaign was planned yet."))
    for result in results:
        for line in campaign_lines(result, session):
            click.echo(line)


@click.command("campaign")
@click.argument("name")
@click.option("--as", "post", type=click.Choice(_POSTS), default="letter", show_default=True)
@click.option("--paper", help="By default the country's own.")
@click.option("--no-boxes", is_flag=True, help="The cards have their postcode boxes already.")
@START
@_DRAFT
@OUT
@click.pass_obj
def print_campaign(
    desk: Desk,
    *,
    name: str,
    post: str,
    paper: str | None,
    no_boxes: bool,
    start: int,
    draft: bool,
    out: Path | None,
) -> None:
    """Print a campaign's letters, postcards, labels or coupons for those who were drawn."""
    from desktop.papers import campaigns as campaign_paper
    from desktop.words.letters import mailing_notes

    session = desk.session()
    chosen = _paper_of(post, paper, session)
    _check_start(post, chosen, start)
    campaign = _campaign(session, name)
    kind: Post = next(each for each in campaign_paper.POSTS if each == post)
    how = campaign_paper.CampaignPaper(kind, chosen, start, not no_boxes)
    mailing = campaign_paper.campaign_mailing(session, campaign)
    if post != "coupons":
        for note in mailing_notes(mailing.refused, mailing.nowhere, mailing.unmeant):
            click.echo(note, err=True)
    save_paper(out, lambda to: campaign_paper.print_campaign(session, campaign, how, to))
    if not draft and post != "coupons":
        _note(session, campaign)


@click.command("campaign")
@click.argument("name")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@_DRAFT
@click.pass_obj
def export_campaign(desk: Desk, name: str, file: Path, *, draft: bool) -> None:
    """Save whom a campaign is for, for mail merge: FILE.csv or FILE.xlsx."""
    from desktop.campaign_file import campaign_csv, campaign_workbook

    write = campaign_workbook if ending_of(file) == ".xlsx" else campaign_csv
    session = desk.session()
    campaign = _campaign(session, name)
    save_paper(file, lambda to: to.write(write(session, campaign)))
    if not draft:
        _note(session, campaign)


def campaign_lines(result: "CampaignResult", session: "Session") -> Iterator[str]:
    """Yield a campaign in lines of writing: its name and state, then all that is said of it."""
    from desktop.words.campaigns import channel_words, offer_words, result_story, state_words
    from desktop.words.offers import in_line
    from desktop.words.segments import segment_words

    campaign = result.campaign
    state = campaign.state(session.today)
    yield tr("{name}: {state}").format(name=campaign.name, state=state_words(campaign, state))
    yield _INDENT + in_line(
        (
            segment_words(campaign.segment, session.settings),
            channel_words(campaign.channel),
            offer_words(campaign.offer),
        )
    )
    if campaign.started_on is not None:
        for sentence in result_story(result, state, session.settings):
            yield _INDENT + sentence


def _campaign(session: "Session", name: str) -> "Campaign":
    from db.queries.campaigns import campaign_named

    return campaign_named(session.db, name, digits=session.settings.digits)


def _note(session: "Session", campaign: "Campaign") -> None:
    """Note that everybody was written to, and say so where that is new."""
    from db.usecases.campaigns import note_written

    count = note_written(session, campaign=campaign.name, operation_id=new_id())
    if count:
        words = trn("{count} contact was noted.", "{count} contacts were noted.", count)
        click.echo(words.format(count=count))


def _check_start(post: str, paper: str, start: int) -> None:
    """Refuse to begin on a label that a sheet of this paper does not have."""
    from desktop.printing.address_labels import labels_on
    from desktop.printing.coupon import fields_of

    if post in ("labels", "coupons"):
        most = labels_on(paper) if post == "labels" else fields_of(paper)
        if start > most:
            raise click.BadParameter(f"1–{most}", param_hint="--start")


def _paper_of(post: str, paper: str | None, session: "Session") -> str:
    """Return the paper that was named, or the country's own; refuses one that does not fit."""
    from desktop.papers.summary import office_paper

    papers = _PAPERS[post]
    if paper is None:
        own = office_paper(session.settings.country)
        if post == "postcard":
            return "hagaki" if session.settings.country == "JP" else "a6"
        return own if own in papers else papers[0]
    if paper not in papers:
        raise click.BadParameter(", ".join(papers), param_hint="--paper")
    return paper
