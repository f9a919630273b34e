"""Surprises on the page Offers: drawn among customers, and every draw with its odds."""

from functools import partial
from io import BytesIO

from PySide6.QtWidgets import QWidget

from db.queries.rewards import all_rewards
from db.queries.subscriptions import all_plans, retired_plans
from db.queries.surprises import DrawnSurprise, surprises, surprises_made, tags_in_use
from db.queries.tiers import all_tiers
from db.rules.surprises import Group
from db.session import Session
from db.usecases.surprises import draw_surprise, preview_surprise
from desktop import formats
from desktop.i18n import mark, tr
from desktop.widgets.offer_list import OfferDeed, OfferRow
from desktop.widgets.offer_panel import OfferPanel
from desktop.widgets.offer_section import OfferSection
from desktop.widgets.page import Page
from desktop.widgets.surprise_form import DrawFrom, SurpriseForm
from desktop.widgets.winners_panel import WinnersPanel
from desktop.words.offers import in_line
from desktop.words.surprises import gifts_words, odds_words

_NAMED = 4  # winners in a line of the list


class SurpriseSection(OfferSection):
    """Lists draws, the newest first, and makes new ones."""

    kind = "surprises"
    words = mark("Surprises")
    new_words = mark("New surprise")

    def __init__(self, page: Page) -> None:
        super().__init__(
            page,
            empty_title=tr("Would you like to surprise somebody?"),
            empty=tr(
                "Choose a group, such as those with a birthday this month, and a gift. The winners "
                "are drawn by chance, each with the same odds, and the draw is kept for ever."
            ),
        )
        self._preview: QWidget | None = None

    @staticmethod
    def how_many(session: Session) -> int:
        return surprises_made(session.db)

    def new_panels(self) -> list[OfferPanel]:
        self.form = SurpriseForm(
            self.session.settings, today=self.session.today, size_of=self._size_of
        )
        self.panel = OfferPanel(self.page, "surprise", self.form)
        self.winners = WinnersPanel(self.page)
        self.winners.print_asked.connect(self.show_coupons)
        return [self.panel]

    def reload(self) -> None:
        self.show_offers([self._row_of(drawn) for drawn in surprises(self.session.db)])

    def begin(self) -> None:
        db = self.session.db
        around = DrawFrom(
            tiers=[tier.name for tier in all_tiers(db)],
            plans=[plan.name for plan in (*all_plans(db), *retired_plans(db))],
            tags=tags_in_use(db),
            rewards=[reward.name for reward in all_rewards(db)],
        )
        self.form.begin(around)
        self.panel.open_form(tr("New surprise"), tr("Draw now"), self._draw)

    def show_winners(self, drawn: DrawnSurprise) -> None:
        """Show who was drawn."""
        self.winners.show_surprise(drawn)

    def show_coupons(self, codes: list[str]) -> None:
        """Show the winners' coupons as they are printed."""
        from desktop.papers.counter import print_coupons
        from desktop.papers.summary import office_paper
        from desktop.widgets.paper_preview import PaperPreview

        sheets = BytesIO()
        paper = office_paper(self.session.settings.country)
        print_coupons(self.session, codes, sheets, paper=paper)
        if not isinstance(self._preview, PaperPreview):
            self._preview = PaperPreview(
                self.page, "surprises.paper", closed=self.winners.done_button.setFocus
            )
        name = self.winners.title.text()
        self._preview.show_paper(
            sheets.getvalue(),
            title=tr("Coupons: {name}").format(name=name),
            file_name=f"{name}.pdf",
            kind="coupon",
        )

    def _draw(self) -> None:
        self.page.attempt(
            lambda: draw_surprise(
                self.session, self.form.read(), operation_id=self.panel.operation_id
            ),
            then=self._show_drawn,
        )

    def _show_drawn(self, drawn: DrawnSurprise) -> None:
        self.panel.close_panel()
        self.show_winners(drawn)

    def _size_of(self, group: Group) -> int:
        return preview_surprise(self.session, group).size

    def _row_of(self, drawn: DrawnSurprise) -> OfferRow:
        names = [winner.name for winner in drawn.winners]
        shown = in_line(names[:_NAMED])
        if len(names) > _NAMED:
            more = formats.number(len(names) - _NAMED)
            shown = tr("{names} and {count} more").format(names=shown, count=more)
        said = [
            formats.day(drawn.day), odds_words(drawn.count, drawn.size), drawn.group_words,
            gifts_words(drawn.gifts),
        ]  # fmt: skip
        deed = OfferDeed(
            tr("Winners"),
            tr("Winners of {name}").format(name=drawn.name),
            f"surprises.winners.{drawn.id}",
            partial(self.show_winners, drawn),
        )
        return OfferRow(drawn.name, in_line(said), (), (deed,), figures=shown)
