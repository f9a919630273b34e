"""Weeks in a row on the page Offers: offered, changed, stopped, and how often they gave."""

from functools import partial

from db.queries.rewards import all_rewards
from db.queries.streaks import all_streaks, streak_totals
from db.rules.streaks import Streak
from db.session import Session
from db.usecases.streaks import add_streak, edit_streak
from desktop.i18n import mark, tr
from desktop.widgets.offer_list import OfferRow
from desktop.widgets.offer_panel import OfferPanel
from desktop.widgets.offer_section import OfferSection, edit_deed
from desktop.widgets.page import Page
from desktop.widgets.streak_form import StreakForm
from desktop.words.stamps import draft_of_streak, streak_sentence, streak_totals_line


class StreakSection(OfferSection):
    """Lists gifts for weeks in a row, and makes them."""

    kind = "streaks"
    words = mark("Weeks in a row")
    new_words = mark("New gift for weeks")

    def __init__(self, page: Page) -> None:
        super().__init__(
            page,
            empty_title=tr("Who comes every week?"),
            empty=tr(
                "A gift for whoever comes in each of so many weeks in a row makes a habit of a "
                "visit. The desk counts by itself and says at the counter how many are to go."
            ),
        )

    @staticmethod
    def how_many(session: Session) -> int:
        return sum(streak.offered for streak in all_streaks(session.db))

    def new_panels(self) -> list[OfferPanel]:
        self.form = StreakForm(self.session.settings)
        self.panel = OfferPanel(self.page, "streak", self.form)
        return [self.panel]

    def reload(self) -> None:
        streaks, totals = all_streaks(self.session.db), streak_totals(self.session.db)
        rows = [(streak, self._row_of(streak, totals.get(streak.id, 0))) for streak in streaks]
        self.show_offers(
            [row for streak, row in rows if streak.offered],
            [row for streak, row in rows if not streak.offered],
        )

    def begin(self) -> None:
        self.form.show_streak(None, rewards=self._rewards())
        self.panel.open_form(tr("New gift for weeks"), tr("Offer it"), self._add)

    def edit(self, streak: Streak) -> None:
        """Change a streak from now on, or offer it again."""
        self.form.show_streak(streak, rewards=self._rewards())
        self.panel.open_form(
            streak.name,
            tr("Save") if streak.offered else tr("Offer again"),
            partial(self._save, streak),
            stop=partial(self._stop, streak) if streak.offered else None,
        )

    def _add(self) -> None:
        self.page.attempt(
            lambda: add_streak(
                self.session, terms=self.form.read(), operation_id=self.panel.operation_id
            ),
            then=lambda streak: self.done(
                self.panel, tr("“{name}” counts from today on.").format(name=streak.name)
            ),
        )

    def _save(self, streak: Streak) -> None:
        words = tr("“{name}” is saved.") if streak.offered else tr("“{name}” is offered again.")
        self.page.attempt(
            lambda: self._change(streak, {**self.form.read(), "offered": True}),
            then=lambda saved: self.done(self.panel, words.format(name=saved.name)),
        )

    def _stop(self, streak: Streak) -> None:
        """Stop a streak as it stands in the book; what was typed meanwhile is dropped."""
        self.page.attempt(
            lambda: self._change(streak, {"offered": False}),
            then=lambda stopped: self.done(
                self.panel, tr("“{name}” is no longer offered.").format(name=stopped.name)
            ),
        )

    def _change(self, streak: Streak, changes: dict[str, object]) -> Streak:
        return edit_streak(
            self.session, streak=streak.name, changes=changes, operation_id=self.panel.operation_id
        )

    def _rewards(self) -> list[str]:
        return [reward.name for reward in all_rewards(self.session.db)]

    def _row_of(self, streak: Streak, given: int) -> OfferRow:
        edit = edit_deed(streak.name, partial(self.edit, streak), offered=streak.offered)
        figures = streak_totals_line(given) if given else ""
        sentence = streak_sentence(draft_of_streak(streak))
        return OfferRow(streak.name, sentence, (), (edit,), figures=figures)
