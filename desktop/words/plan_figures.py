"""Says the figures of plans, each with its definition."""

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from db.rules.plan_figures import MONTHS_IN_DAYS, PlanFigures, PlanMonth
from db.rules.recurring import Why
from db.rules.retention import Percent
from db.rules.shop import ShopSettings
from db.rules.subscriptions import State
from desktop import formats
from desktop.i18n import mark, tr, trn
from desktop.words.history import money
from desktop.words.offers import in_line

FigureTone = Literal["plain", "good", "warn"]
NO_FIGURE = "–"
_WHY: dict[Why, str] = {
    "cancelled": mark("Cancelled"),
    "not_renewed": mark("Not renewed"),
    "after_trial": mark("Not continued after the trial"),
    "merged": mark("Merged with another customer"),
}
_STATES: tuple[tuple[State, str], ...] = (
    ("active", mark("running")),
    ("trial", mark("on trial")),
    ("past_due", mark("late")),
    ("paused", mark("paused")),
    ("ending", mark("cancelled, still running")),
)


@dataclass(frozen=True)
class PlanFigure:
    """A figure as a tile shows it, and what it means in whole sentences."""

    figure: str
    note: str
    change: str
    tone: FigureTone
    how: tuple[str, ...]


@dataclass(frozen=True)
class PlanFigureWords:
    """A month of plans in words; changes are told against the month before."""

    now: PlanFigures
    settings: ShopSettings

    @property
    def before(self) -> PlanMonth | None:
        """Return the month before, where one is known."""
        return self.now.history[-2] if len(self.now.history) > 1 else None

    # -- The tiles --------------------------------------------------------------------------

    def members(self) -> PlanFigure:
        """Return how many are on a plan on the last day."""
        change = self.now.active - self.before.active if self.before else 0
        how = tr(
            "Everybody who is on a plan at the end of {day}: running, on trial, paused, cancelled "
            "but still running, and late in the days of grace."
        ).format(day=formats.day(self.now.last))
        return PlanFigure(
            formats.number(self.now.active),
            self.states(),
            formats.signed(change) if change else "",
            "good" if change > 0 else "warn",
            (how,),
        )

    def recurring(self) -> PlanFigure:
        """Return what plans bring in a month."""
        change = self.now.mrr - self.before.mrr if self.before else 0
        how = (
            tr(
                "What the plans that run at the end of {day} bring in a month. A year's price "
                "counts a twelfth a month, exactly, and is rounded only in the sum."
            ).format(day=formats.day(self.now.last)),
            tr(
                "Nothing counts on trial, while a plan is paused, or in free months. Whoever is "
                "late counts until the days of grace are over."
            ),
        )
        return PlanFigure(
            self._money(self.now.recurring),
            tr("a month, before costs"),
            self._signed(change) if change else "",
            "good" if change > 0 else "warn",
            how,
        )

    def came(self) -> PlanFigure:
        """Return how many began a plan, of them those who came back."""
        back = trn("{count} of them came back", "{count} of them came back", self.now.revived)
        how = tr(
            "Who began a plan in this time: {new} never had one before, {back} came back after an "
            "earlier one had ended."
        ).format(new=formats.number(self.now.new), back=formats.number(self.now.revived))
        return PlanFigure(
            formats.number(self.now.started),
            back.format(count=formats.number(self.now.revived)) if self.now.revived else "",
            "",
            "good",
            (how,),
        )

    def left(self) -> PlanFigure:
        """Return how many left."""
        how = (
            tr(
                "Whose plan ended in this time and was not paid again. Somebody is lost from the "
                "day after the last one paid for; with days of grace that is known only when they "
                "are over."
            ),
            tr("They had brought {amount} a month when the month began.").format(
                amount=self._money(self.now.lost)
            ),
        )
        note = tr("{amount} a month").format(amount=self._money(self.now.lost))
        return PlanFigure(
            formats.number(self.now.ended), note if self.now.lost else "", "", "warn", how
        )

    def churn(self) -> PlanFigure:
        """Return the net revenue churn, below zero where plans grow."""
        now = self.now
        net, gross = now.net_revenue_churn_percent, now.gross_revenue_churn_percent
        if net is None:
            none = tr("Nothing came in by plans before the month began, so there is no share.")
            return PlanFigure(NO_FIGURE, none, "", "plain", (none,))
        sums = {
            "lost": self._money(now.lost),
            "reduced": self._money(now.reduced),
            "increased": self._money(now.increased),
            "start": self._money(now.recurring_at_start),
            "rate": formats.percent(net),
        }
        how = tr(
            "Net churn = (lost {lost} + less {reduced} − more {increased}) ÷ revenue of the day "
            "before the month {start} × 100 = {rate}. Gross leaves out what is more. New members "
            "count in neither."
        ).format(**sums)
        note = tr("gross {rate}").format(rate=formats.percent(gross))
        return PlanFigure(formats.percent(net), note, "", "plain", (how, churn_sentence(net)))

    def life(self) -> PlanFigure:
        """Return how long members stay on average."""
        months = self.now.average_life_months
        if months is None:
            none = tr("Nobody has left yet, so nobody knows how long members stay.")
            return PlanFigure(NO_FIGURE, none, "", "plain", (none,))
        ended = self.now.ended_ever
        seen = tenths(self.now.member_days * MONTHS_IN_DAYS)
        told = {"months": seen, "count": formats.number(ended)}
        how = trn(
            "All months of membership seen so far, {months}, ÷ the {count} that ended. With few "
            "ends it is a rough figure; a month is a twelfth of a year.",
            "All months of membership seen so far, {months}, ÷ the {count} that ended. With few "
            "ends it is a rough figure; a month is a twelfth of a year.",
            ended,
        ).format(**told)
        note = trn("{count} has left so far", "{count} have left so far", ended)
        return PlanFigure(
            tr("{months} months").format(months=tenths(months)),
            note.format(count=formats.number(ended)),
            "",
            "plain",
            (how,),
        )

    # -- The accounts -----------------------------------------------------------------------

    def bridge(self) -> list[tuple[str, str, bool]]:
        """Return how the revenue went from the beginning to the end: words, amount, a sum."""
        now = self.now
        moved = (
            (tr("New members"), now.from_new),
            (tr("Came back"), now.from_revived),
            (tr("Pay more"), now.increased),
            (tr("Pay less, paused or free"), -now.reduced),
            (tr("Members who left"), -now.lost),
        )
        return [
            (tr("On the day before"), self._money(now.recurring_at_start), False),
            *((words, self._signed(round(amount)), False) for words, amount in moved if amount),
            (tr("On the last day"), self._money(now.recurring), True),
        ]

    def plans(self) -> list[tuple[str, str, str]]:
        """Return members and revenue plan by plan."""
        return [
            (plan, formats.number(count), self._money(self.now.recurring_by_plan[plan]))
            for plan, count in self.now.by_plan.items()
        ]

    def losses(self) -> list[tuple[str, str, str]]:
        """Return who left, by plan and by reason, with what they had brought in."""
        return [
            (
                tr("{plan}: {reason}").format(
                    plan=loss.plan, reason=why_words(loss.why, loss.reason)
                ),
                formats.number(loss.members),
                self._money(-loss.monthly) if loss.monthly else "",
            )
            for loss in self.now.losses
        ]

    def states(self) -> str:
        """Return how the members stand: "12 running, 2 on trial"."""
        found = [
            tr("{count} {state}").format(
                count=formats.number(self.now.states.get(state, 0)), state=tr(words)
            )
            for state, words in _STATES
            if self.now.states.get(state, 0)
        ]
        return in_line(found)

    def tiles(self) -> dict[str, Callable[[], PlanFigure]]:
        """Return every tile by its name, in order."""
        return {
            "members": self.members,
            "recurring": self.recurring,
            "came": self.came,
            "left": self.left,
            "churn": self.churn,
            "life": self.life,
        }

    def _money(self, amount: Fraction | int) -> str:
        return money(round(amount), self.settings)

    def _signed(self, amount: int) -> str:
        return f"+{money(amount, self.settings)}" if amount > 0 else money(amount, self.settings)


TILES = {
    "members": mark("Members on a plan"),
    "recurring": mark("Recurring revenue a month"),
    "came": mark("New members"),
    "left": mark("Members who left"),
    "churn": mark("Net revenue churn"),
    "life": mark("Average membership"),
}


def churn_sentence(net: Percent) -> str:
    """Return what a net revenue churn means; nothing where there is none."""
    if net is None:
        return ""
    rate = formats.percent(abs(net))
    if net < 0:
        return tr(
            "Below zero is good: those who stayed pay more than was lost, {rate} of the revenue "
            "at the start, without one new member."
        ).format(rate=rate)
    if net == 0:
        return tr("What those who stayed pay more makes up for all that was lost.")
    return tr("Without new members, {rate} of the revenue at the start went away.").format(
        rate=rate
    )


def why_words(why: Why, reason: str | None) -> str:
    """Return why somebody left: in the words of whoever cancelled, else in ours."""
    return reason if why == "cancelled" and reason else tr(_WHY[why])


def tenths(value: Fraction) -> str:
    """Write a figure with one decimal, rounded half-even."""
    return formats.percent_bare(value)
