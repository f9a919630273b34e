"""What holds today, on the counter: read, said in short lines, and called by who stands there."""

from db.clock import new_id
from db.queries.promotion_days import PromotionToday, promotions_today
from db.rules.promotion_days import for_everybody
from db.usecases.promotions import call_promotion
from desktop.i18n import tr
from desktop.widgets.page import Page
from desktop.widgets.promotions_today import PromotionsToday, TodayLine
from desktop.words.promotions import promotion_sentence
from desktop.words.standing import today_line

_SAID = frozenset({"now", "later", "waits"})


class TodaysPromotions:
    """Fills the panel of today's promotions and does what is pressed there."""

    def __init__(self, page: Page, panel: PromotionsToday) -> None:
        self._page = page
        self._panel = panel
        panel.called.connect(self.call)

    def show(self, *, served: bool) -> None:
        """Show what holds for everybody; with a customer there the sale itself says what holds."""
        lines = [] if served else self._lines()
        self._panel.show_today(lines)
        self._panel.setVisible(bool(lines))

    def call(self, name: str, holds: bool) -> None:
        """Say that a promotion holds today, or that it does not after all."""
        words = tr("“{name}” holds today.") if holds else tr("“{name}” does not hold today.")
        session = self._page.session
        self._page.attempt(
            lambda: call_promotion(session, promotion=name, holds=holds, operation_id=new_id()),
            then=lambda called: self._page.notice.say(words.format(name=called.name)),
        )

    def _lines(self) -> list[TodayLine]:
        moment = self._page.session.moment()

        def line(found: PromotionToday) -> TodayLine:
            sentence = promotion_sentence(found.promotion, moment.settings, today=moment.today)
            return TodayLine(
                found.promotion.name,
                today_line(found),
                sentence,
                waits=found.state.kind == "waits",
                called=found.called and found.promotion.conditions.called,
            )

        return [
            line(found)
            for found in promotions_today(moment)
            if found.state.kind in _SAID and for_everybody(found.promotion.conditions)
        ]
