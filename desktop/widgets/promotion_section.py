"""Promotions on the page Offers: as a list with what they gave, and as a calendar."""

from datetime import date
from functools import partial

from PySide6.QtWidgets import QVBoxLayout

from db.clock import new_id
from db.connection import open_book
from db.moment import Moment
from db.queries.promotion_days import PromotionToday, promotion_days, promotions_today
from db.queries.promotion_results import PromotionPaid, promotion_result
from db.queries.promotions import promotion_versions
from db.queries.shop import all_categories
from db.queries.subscriptions import all_plans, retired_plans
from db.queries.tiers import all_tiers
from db.queries.trials import trial_span, try_promotion
from db.rules.promotion_terms import read_promotion
from db.rules.promotions import Promotion
from db.rules.trials import Trial
from db.session import Session
from db.usecases.promotions import add_promotion, call_promotion, edit_promotion
from desktop.i18n import mark, tr, trc
from desktop.tasks import Task
from desktop.theme import Tone
from desktop.widgets.buttons import Segments, button
from desktop.widgets.condition_rows import Around
from desktop.widgets.figure_panel import FigurePanel
from desktop.widgets.month_bars import CalendarOffer
from desktop.widgets.offer_list import OfferDeed, OfferRow
from desktop.widgets.offer_panel import OfferPanel
from desktop.widgets.offer_section import OfferSection, edit_deed
from desktop.widgets.page import Page
from desktop.widgets.promotion_calendar import DayLine, PromotionCalendar, first_weekday
from desktop.widgets.promotion_form import PromotionForm
from desktop.widgets.promotion_paid import paid_figure
from desktop.widgets.trial_panel import TrialPanel
from desktop.words.promotions import promotion_sentence
from desktop.words.standing import given_line, state_chip

_TONES: tuple[Tone, ...] = ("info", "gold", "good", "warn", "plain")
_OVER = ("stopped", "ended")


class PromotionSection(OfferSection):
    """Lists promotions, makes and calls them, and shows on which days they hold."""

    kind = "promotions"
    words = mark("Promotions")
    new_words = mark("New promotion")

    def __init__(self, page: Page) -> None:
        super().__init__(
            page,
            empty_title=tr("When should points be worth more?"),
            empty=tr(
                "A promotion gives more points on some days, for some goods or to some people: "
                "double points on quiet afternoons, when it rains, in the month of a birthday."
            ),
        )
        self.views = Segments(
            "promotions.view", tr("Show as"), {"list": tr("List"), "calendar": tr("Calendar")}
        )
        self.calendar = PromotionCalendar(page.session.settings.country)
        self._day = page.session.today
        self._paid: FigurePanel | None = None
        column = self.layout()
        assert isinstance(column, QVBoxLayout)
        column.insertWidget(0, self.views)
        column.insertWidget(1, self.calendar, 1)
        self.views.choose("list")
        for made in self.views.buttons.values():
            made.toggled.connect(self._show_view)
        self.calendar.chosen.connect(self.go_to)

    @staticmethod
    def how_many(session: Session) -> int:
        return sum(each.state.kind not in _OVER for each in promotions_today(session.moment()))

    def new_panels(self) -> list[OfferPanel]:
        self.form = PromotionForm(self._around())
        self.panel = OfferPanel(self.page, "promotion", self.form)
        self.trial = TrialPanel("promotion.trial")
        self.panel.body.addWidget(self.trial)
        self.try_button = button(tr("Try on the past"), "promotion.try", self.try_out)
        self.panel.foot.insertWidget(self.panel.foot.count() - 1, self.try_button)
        self.trial.tried.connect(lambda _: self.panel.bring_up(self.trial))
        self.form.changed.connect(self._drop_trial)
        return [self.panel]

    def reload(self) -> None:
        self._found = promotions_today(self.session.moment())
        offered = [each for each in self._found if each.state.kind not in _OVER]
        retired = [each for each in self._found if each.state.kind in _OVER]
        self._offered_count = len(offered)
        self.show_offers(
            [self._row_of(each) for each in offered], [self._row_of(each) for each in retired]
        )
        self._show_view()

    def begin(self) -> None:
        self.form.show_promotion(None, self._around())
        self.panel.open_form(tr("New promotion"), tr("Offer it"), self._add)

    def edit(self, promotion: Promotion) -> None:
        """Change a promotion from the next sale on, or offer it again."""
        self._show_in_form(promotion)
        offered = promotion.offered
        self.panel.open_form(
            promotion.name,
            tr("Save") if offered else tr("Offer again"),
            partial(self._save, promotion),
            stop=partial(self.stop, promotion) if offered else None,
        )

    def go_to(self, day: date) -> None:
        """Show another day of the calendar."""
        self._day = day
        self._show_day()

    # -- What it does -----------------------------------------------------------------------

    def stop(self, promotion: Promotion) -> None:
        """Stop a promotion as it stands in the book; it can be offered again at once."""
        self.page.attempt(
            lambda: self._change(promotion, {"offered": False}),
            then=lambda _: self._say_stopped(promotion),
        )

    def offer_again(self, promotion: Promotion) -> None:
        """Let a promotion hold again on its terms."""
        self.page.attempt(
            lambda: self._change(promotion, {"offered": True}),
            then=lambda again: self.done(
                self.panel, tr("“{name}” is offered again.").format(name=again.name)
            ),
        )

    def call(self, promotion: Promotion, *, holds: bool) -> None:
        """Say that a promotion holds today, or that it does not after all."""
        words = tr("“{name}” holds today.")
        if not holds:
            words = tr("“{name}” does not hold today.")
        self.page.attempt(
            lambda: call_promotion(
                self.session, promotion=promotion.name, holds=holds, operation_id=new_id()
            ),
            then=lambda called: self.page.notice.say(words.format(name=called.name)),
        )

    def ask_whether_it_paid(self, promotion: Promotion) -> None:
        """Ask in the lane what became of a promotion, and tell it at the side."""
        session = self.session
        path, clock = session.path, session.clock

        def read(_progress: object) -> PromotionPaid:
            book = Session(open_book(path), clock=clock)
            try:
                return promotion_result(book.moment(), promotion.name)
            finally:
                book.db.conn.close()

        task = Task(read)
        task.signals.finished.connect(self._tell_whether_it_paid)
        task.signals.refused.connect(self.page.explain_refusal)
        self.page.long_work.emit(task)

    def _tell_whether_it_paid(self, paid: PromotionPaid) -> None:
        if self._paid is None:
            self._paid = FigurePanel(self.page, "promotion.paid")
        self._paid.tell(paid_figure(paid, self.session.settings))

    def try_out(self) -> None:
        """Ask what the promotion in the form would have cost; nothing is written."""
        self.page.attempt(self._read_promotion, then=self._try)

    def _read_promotion(self) -> Promotion:
        digits = self.session.settings.digits
        return read_promotion(self.form.read(), id="", digits=digits)

    def _try(self, promotion: Promotion) -> None:
        def question(moment: Moment) -> Trial:
            first, last = trial_span(moment, promotion.conditions)
            return try_promotion(moment, promotion, first=first, last=last)

        self.trial.try_out(self.page, question)
        self.panel.bring_up(self.trial)

    def _drop_trial(self) -> None:
        """Forget a trial of what the form does not say any more."""
        self.panel.bring_up(None)
        self.trial.clear()

    def _add(self) -> None:
        self.page.attempt(
            lambda: add_promotion(
                self.session, terms=self.form.read(), operation_id=self.panel.operation_id
            ),
            then=lambda added: self.done(
                self.panel, tr("“{name}” is offered from now on.").format(name=added.name)
            ),
        )

    def _save(self, promotion: Promotion) -> None:
        self.page.attempt(
            lambda: self._keep(promotion),
            then=lambda words: self.done(self.panel, words.format(name=self.form.name.text())),
        )

    def _keep(self, promotion: Promotion) -> str:
        """Keep what the form says as a new version, and return what to say; nothing is no version.

        Raises what cannot be understood.
        """
        terms = {**self.form.read(), "offered": True}
        digits = self.session.settings.digits
        wanted = read_promotion(terms, id=promotion.id, version=promotion.version, digits=digits)
        if wanted == promotion:
            return tr("Nothing was changed.")
        edit_promotion(
            self.session,
            promotion=promotion.name,
            changes=terms,
            operation_id=self.panel.operation_id,
        )
        if not promotion.offered:
            return tr("“{name}” is offered again.")
        return tr("“{name}” is saved: it holds from the next sale on.")

    def _change(self, promotion: Promotion, changes: dict[str, bool]) -> Promotion:
        return edit_promotion(
            self.session, promotion=promotion.name, changes=changes, operation_id=new_id()
        )

    def _say_stopped(self, promotion: Promotion) -> None:
        self.panel.close_panel()
        words = tr("“{name}” is stopped; points that it gave stay.")
        self.page.notice.offer(
            words.format(name=promotion.name),
            tr("Offer again"),
            partial(self.offer_again, promotion),
        )

    # -- What it shows ----------------------------------------------------------------------

    def _row_of(self, found: PromotionToday) -> OfferRow:
        promotion, settings = found.promotion, self.session.settings
        sentence = promotion_sentence(promotion, settings, today=self.session.today)
        deeds = [*self._calls_of(found)]
        name = promotion.name
        if found.sales:
            spoken = tr("Did “{name}” pay?").format(name=name)
            ask = partial(self.ask_whether_it_paid, promotion)
            deeds.append(
                OfferDeed(tr("Did it pay?"), spoken, f"offers.paid.{name}", ask, seldom=True)
            )
        edit = partial(self.edit, promotion)
        if promotion.offered:
            words = tr("Stop {name}").format(name=name)
            stop = partial(self.stop, promotion)
            deeds.append(
                OfferDeed(trc("promotion", "Stop"), words, f"offers.stop.{name}", stop, seldom=True)
            )
        deeds.append(edit_deed(name, edit, offered=promotion.offered))
        chips = [state_chip(found.state)] if promotion.offered else []
        return OfferRow(name, sentence, chips, deeds, given_line(found, settings))

    def _calls_of(self, found: PromotionToday) -> list[OfferDeed]:
        """Return the button that says it holds today, or takes that back."""
        name = found.promotion.name
        if found.state.kind == "waits":
            spoken = tr("“{name}” holds today").format(name=name)
            call = partial(self.call, found.promotion, holds=True)
            return [OfferDeed(tr("Call for today"), spoken, f"offers.call.{name}", call)]
        if found.called and found.promotion.conditions.called and found.promotion.offered:
            spoken = tr("“{name}” does not hold today").format(name=name)
            back = partial(self.call, found.promotion, holds=False)
            return [
                OfferDeed(tr("Not after all"), spoken, f"offers.uncall.{name}", back, seldom=True)
            ]
        return []

    def _show_view(self, *_: object) -> None:
        """Show the list or the calendar; without a promotion there is nothing to choose."""
        none = not self._found
        calendar = not none and self.views.value() == "calendar"
        self.views.setVisible(not none)
        self.calendar.setVisible(calendar)
        if calendar:
            self._show_day()
        for card, rows in (
            (self.offered, self._offered_count),
            (self.retired, len(self._found) - self._offered_count),
        ):
            card.setVisible(bool(rows) and not calendar)

    def _show_day(self) -> None:
        moment = self.session.moment()
        first, last = self.calendar.span(self._day)
        days = promotion_days(moment, first=first, last=last)
        tones = {
            each.promotion.id: _TONES[number % len(_TONES)]
            for number, each in enumerate(self._found)
        }
        offers = [
            CalendarOffer(
                each.promotion.id, each.promotion.name, tones[each.promotion.id],
                frozenset(each.days), each.waits,
            )
            for each in days
        ]  # fmt: skip
        lines = [
            DayLine(
                each.days[self._day].name,
                promotion_sentence(each.days[self._day], moment.settings, today=moment.today),
                tones[each.promotion.id],
                tr("Only if it is called that day.") if self._day in each.waits else "",
            )
            for each in days
            if self._day in each.days
        ]
        self.calendar.show_day(self._day, offers, lines, today=moment.today)

    def _show_in_form(self, promotion: Promotion) -> None:
        self.form.show_promotion(promotion, self._around())
        settings, today = self.session.settings, self.session.today
        versions = promotion_versions(self.session.db, promotion.id)
        self.form.versions.show_versions(
            [
                (
                    version.at.astimezone(settings.timezone),
                    version.staff or "",
                    promotion_sentence(version.promotion, settings, today=today)
                    if version.promotion.offered
                    else tr("Stopped"),
                )
                for version in reversed(versions)
            ]
        )

    def _around(self) -> Around:
        db, settings = self.session.db, self.session.settings
        return Around(
            settings=settings,
            today=self.session.today,
            first_weekday=first_weekday(settings.country),
            categories=[category.name for category in all_categories(db)],
            tiers=[tier.name for tier in all_tiers(db)],
            plans=[plan.name for plan in (*all_plans(db), *retired_plans(db))],
        )
