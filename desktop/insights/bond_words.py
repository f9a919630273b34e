"""Says plans, tiers, friends, and what customers said of the shop."""

from dataclasses import dataclass
from fractions import Fraction

from db.rules.feedback import is_chance
from desktop import formats
from desktop.i18n import tr, trn
from desktop.insights.telling import NO_FIGURE, Telling
from desktop.theme import Tone
from desktop.widgets.figure_list import FigureRow
from desktop.widgets.figure_panel import Figure, Whose


@dataclass(frozen=True)
class BondWords(Telling):
    """What ties customers to the shop, in words."""

    # -- Plans ------------------------------------------------------------------------------

    def members(self) -> Figure:
        """Return how many are on a plan at the end."""
        change, tone = self.count_change(lambda figures: figures.plans.active, good=1)
        how = tr(
            "Everybody who is on a plan at the end of {day}: running, on trial, paused, cancelled "
            "but still running, and late in the days of grace."
        ).format(day=formats.day(self.now.as_of))
        note = tr("{begun} begun, {ended} ended").format(
            begun=formats.number(self.now.plans.started), ended=formats.number(self.now.plans.ended)
        )
        return Figure(
            "members", tr("Members on a plan"), formats.number(self.now.plans.active), note,
            change, tone, (how,),
            (Whose(tr("Who is on a plan"), "members"), Whose(tr("Who joined"), "members_new"),
             Whose(tr("Who left"), "members_lost")),
        )  # fmt: skip

    def recurring(self) -> Figure:
        """Return what plans bring in a month."""
        now = self.now.plans.mrr
        change, tone = "", "plain"
        if self.before is not None and now != self.before.plans.mrr:
            moved = now - self.before.plans.mrr
            change = f"+{self.money(moved)}" if moved > 0 else self.money(moved)
            tone = "good" if moved > 0 else "warn"
        how = tr(
            "What the plans that run at the end of the period bring in a month; a year's price "
            "counts a twelfth."
        )
        return Figure(
            "recurring", tr("Recurring revenue a month"), self.money(now), "", change,
            "good" if tone == "good" else "warn" if tone == "warn" else "plain", (how,),
        )  # fmt: skip

    def plan_churn(self) -> Figure:
        """Return how much of the recurring revenue was lost."""
        plans = self.now.plans
        change, tone = self.share_change(
            lambda figures: figures.plans.net_revenue_churn_percent, good=-1
        )
        how = tr(
            "Lost and reduced, less increased, ÷ recurring revenue at the start. Below zero, those "
            "who stayed pay more than those who left had paid. Without increases it is {gross}."
        ).format(gross=formats.percent(plans.gross_revenue_churn_percent))
        return Figure(
            "plan_churn", tr("Net revenue churn"), formats.percent(plans.net_revenue_churn_percent),
            "", change, tone, (how,),
        )  # fmt: skip

    def has_plans(self) -> bool:
        """Tell whether anybody was on a plan in the period."""
        plans = self.now.plans
        return bool(plans.active or plans.started or plans.ended)

    def plan_rows(self) -> list[FigureRow]:
        """Return who is on which plan."""
        plans = self.now.plans
        rows = [FigureRow(name, (formats.number(count),)) for name, count in plans.by_plan.items()]
        return [
            *rows,
            FigureRow(tr("Members on a plan"), (formats.number(plans.active),), is_sum=True),
        ]

    def tiers(self) -> list[Figure]:
        """Return who holds which tier."""
        how = tr("Who held this tier at the end of {day}.").format(day=formats.day(self.now.as_of))
        return [
            Figure(f"tier_{name}", name, formats.number(count), how=(how,),
                   behind=(Whose(name, f"tier:{name}"),))
            for name, count in self.now.tiers.items()
        ]  # fmt: skip

    # -- Friends ----------------------------------------------------------------------------

    def friends(self) -> list[Figure]:
        """Return the friends of the period."""
        referrals = self.now.referrals
        said = (
            ("friends_brought", tr("Friends who gave a code"), referrals.attached,
             tr("Friends whose code was taken in {period}, less those taken back."),
             "friends", lambda figures: figures.referrals.attached),
            ("friends_bought", tr("Friends who bought"), referrals.qualified,
             tr("Friends whose first sale of the least amount lies in {period}."),
             "friends_qualified", lambda figures: figures.referrals.qualified),
            ("friend_rewards", tr("Rewards for friends"), referrals.rewards,
             tr("Points and coupons given in {period} for bringing or being a friend."), "",
             lambda figures: figures.referrals.rewards),
        )  # fmt: skip
        found = []
        for name, words, count, how, behind, measure in said:
            change, tone = self.count_change(measure, good=1)
            ways = (Whose(words, behind),) if behind else ()
            found.append(Figure(name, words, formats.number(count), "", change, tone,
                                (how.format(period=self.period),), ways))  # fmt: skip
        return found

    # -- What customers said ----------------------------------------------------------------

    def score(self) -> Figure:
        """Return the net promoter score with its interval."""
        feedback, words = self.now.feedback, tr("Would recommend us (NPS)")
        if feedback.score is None or feedback.interval is None:
            none = tr("Nobody was asked in {period}.").format(period=self.period)
            return Figure("nps", words, NO_FIGURE, none, how=(none, self._how_score()))
        low, high = feedback.interval.low, feedback.interval.high
        before = self.before.feedback.score if self.before else None
        moved = round(feedback.score) - round(before) if before is not None else 0
        note = trn(
            "{count} answer · between {low} and {high}",
            "{count} answers · between {low} and {high}",
            feedback.answers,
        ).format(count=formats.number(feedback.answers), low=_whole(low), high=_whole(high))
        how: tuple[str, ...] = (
            tr(
                "{promoters} gave 9–10, {passives} gave 7–8, {detractors} gave 0–6: the share of "
                "9–10 less that of 0–6."
            ).format(
                promoters=formats.number(feedback.promoters),
                passives=formats.number(feedback.passives),
                detractors=formats.number(feedback.detractors),
            ),
            tr(
                "Would everybody have been asked, it would lie between {low} and {high} in 95 of "
                "100 cases (adjusted Wald interval)."
            ).format(low=_whole(low), high=_whole(high)),
            self._how_score(),
        )
        tone: Tone = "good" if moved > 0 else "warn"
        if moved and self.before is not None and is_chance(feedback, self.before.feedback):
            tone, how = "info", (*how, self.by_chance())
        return Figure("nps", words, _whole(feedback.score), note,
                      formats.signed(moved) if moved else "", tone, how,
                      self._who_answered())  # fmt: skip

    def answers(self) -> list[Figure]:
        """Return who answered what."""
        feedback = self.now.feedback
        said = (
            ("promoters", tr("Gave 9–10"), feedback.promoters),
            ("passives", tr("Gave 7–8"), feedback.passives),
            ("detractors", tr("Gave 0–6"), feedback.detractors),
        )
        how = tr("Answers to “would you recommend us?”, 0–10, in {period}.").format(
            period=self.period
        )
        return [
            Figure(name, words, formats.number(count), how=(how,), behind=(Whose(words, name),))
            for name, words, count in said
        ]

    def _who_answered(self) -> tuple[Whose, ...]:
        return tuple(each.behind[0] for each in self.answers())

    def _how_score(self) -> str:
        return tr("It goes from −100 to 100; above 0 more would recommend the shop than not.")


def _whole(value: Fraction) -> str:
    return formats.signed(round(value))
