"""Campaigns on the page Offers: what is planned, what runs, and what each of them did."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from db.queries.campaigns import campaign_named, campaign_result, campaigns
from db.rules.campaigns import Campaign
from db.session import Session
from desktop.i18n import mark, tr
from desktop.widgets.campaign_cover import CampaignCover
from desktop.widgets.campaign_panel import CampaignPanel
from desktop.widgets.offer_list import OfferDeed, OfferRow
from desktop.widgets.offer_panel import OfferPanel
from desktop.widgets.offer_section import OfferSection, edit_deed
from desktop.widgets.page import Page
from desktop.words.campaign_results import campaign_line, outcome_line, state_chip


class CampaignSection(OfferSection):
    """Lists campaigns, the latest first; one is planned over the page, and shown at its side."""

    kind = "campaigns"
    words = mark("Campaigns")
    new_words = mark("Try something")

    def __init__(self, page: Page) -> None:
        super().__init__(
            page,
            empty_title=tr("Does a letter bring them back?"),
            empty=tr(
                "Choose a group, such as those who are slipping away, and what they get. A part of "
                "them, drawn by chance, gets nothing: so you see in the end what it really did."
            ),
        )
        self._cover: CampaignCover | None = None
        self._cover_made_for: tuple[object, ...] = ()
        self.panel = CampaignPanel(page)
        self.panel.edit_asked.connect(self.edit)
        self.panel.again_asked.connect(self.try_again)

    @staticmethod
    def how_many(session: Session) -> int:
        found = campaigns(session.db, digits=session.settings.digits)
        return sum(each.state(session.today) in ("planned", "running") for each in found)

    @property
    def cover(self) -> CampaignCover:
        """Return what a campaign is planned in, made when it is first wanted."""
        settings, today = self.session.settings, self.session.today
        now = (settings.currency, settings.digits, settings.country, today)
        if self._cover is None or (now != self._cover_made_for and not self._cover.isVisible()):
            if self._cover is not None:
                self._cover.who.deleteLater()
                self._cover.deleteLater()
            self._cover = CampaignCover(self.page, saved=self._say_planned)
            self._cover_made_for = now
        return self._cover

    def new_panels(self) -> list[OfferPanel]:
        return []

    def reload(self) -> None:
        digits = self.session.settings.digits
        rows = [self._row_of(each) for each in campaigns(self.session.db, digits=digits)]
        self.show_offers(rows)
        self.panel.show_again()

    def begin(self) -> None:
        self.cover.begin()

    def begin_for(self, name: str, terms: Mapping[str, Any]) -> None:
        """Begin a campaign for a group that another page spoke of."""
        self.cover.begin(name=name, terms=terms)

    def edit(self, name: str) -> None:
        """Change a campaign that was planned."""
        self.page.attempt(lambda: self._named(name), then=self.cover.edit)

    def try_again(self, name: str) -> None:
        """Begin a new campaign on the terms of one that is over."""
        self.page.attempt(lambda: self._named(name), then=self.cover.begin_again)

    def show_campaign(self, name: str) -> None:
        """Show a campaign: to be started, to be sent, or what came of it."""
        self.page.attempt(lambda: self.panel.show_campaign(name))

    def _named(self, name: str) -> Campaign:
        return campaign_named(self.session.db, name, digits=self.session.settings.digits)

    def _say_planned(self, campaign: Campaign) -> None:
        self.page.notice.say(
            tr("“{name}” is planned. Nobody is drawn before you start it.").format(
                name=campaign.name
            )
        )
        self.show_campaign(campaign.name)

    def _row_of(self, campaign: Campaign) -> OfferRow:
        moment, settings = self.session.moment(), self.session.settings
        state = campaign.state(moment.today)
        result = campaign_result(moment, campaign)
        show = OfferDeed(
            tr("Show"),
            tr("Show {name}").format(name=campaign.name),
            f"offers.campaign.{campaign.name}",
            partial(self.show_campaign, campaign.name),
        )
        deeds = [show]
        if state == "planned":
            deeds.insert(
                0, edit_deed(campaign.name, partial(self.edit, campaign.name), offered=True)
            )
        return OfferRow(
            campaign.name,
            campaign_line(campaign, settings),
            [state_chip(campaign, state)],
            deeds,
            outcome_line(result, state),
        )
