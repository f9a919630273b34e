"""Says what points and offers cost, what is owed, and how much of the trade hangs on coupons."""

from dataclasses import dataclass

from db.rules.retention import percent
from db.rules.reward_cost import BREAKAGE_LOTS
from desktop import formats
from desktop.i18n import language_in_use, tr, trc, trn
from desktop.insights.telling import NO_FIGURE, Telling
from desktop.widgets.figure_list import FigureRow
from desktop.widgets.figure_panel import Figure, Whose
from desktop.words.payments import owed_words


@dataclass(frozen=True)
class RewardWords(Telling):
    """Points and offers of a period in words."""

    # -- The tiles --------------------------------------------------------------------------

    def points_owed(self, name: str = "points_owed") -> Figure:
        """Return the points that customers can still use."""
        points = self.now.points
        worth = self.money(points.liability)
        change, tone = self.count_change(lambda figures: figures.points.outstanding)
        how = [
            tr(
                "Points given and neither used, expired nor taken back by the end of {day}: "
                "{count}. Each is worth {value}: together {worth}."
            ).format(
                day=formats.day(self.now.as_of),
                count=formats.number(points.outstanding),
                value=self.money(points.point_value),
                worth=worth,
            )
        ]
        if points.pending:
            how.append(self._pending())
        if beside := owed_words(self.now, self.settings):
            how.append(beside)
        share = self.now.breakage.percent
        note = tr("worth {amount}").format(amount=worth)
        if share is not None:
            note = tr("{amount} · {share} will lapse").format(
                amount=worth, share=formats.percent(share, places=0)
            )
        return Figure(
            name, tr("Points owed"), formats.number(points.outstanding), note, change,
            tone, tuple(how), (Whose(tr("Who has points"), "points_owed"),),
        )  # fmt: skip

    def breakage(self) -> Figure:
        """Return how many of the points owed will probably never be used."""
        lapse, words = self.now.breakage, tr("Expected to lapse")
        if lapse.expected_points is None or lapse.expected_liability is None:
            none = trn(
                "Only {lots} lot of points has come to its end so far; from {least} on it is "
                "shown what to expect.",
                "Only {lots} lots of points have come to their end so far; from {least} on it is "
                "shown what to expect.",
                lapse.lots,
            ).format(lots=formats.number(lapse.lots), least=formats.number(BREAKAGE_LOTS))
            return Figure("breakage", words, NO_FIGURE, tr("too early to say"), how=(none,))
        how: tuple[str, ...] = (
            tr(
                "Of {given} points whose last day has passed, {lapsed} had not been used: {share}. "
                "Of the {owed} points owed as many will lapse, {expected}, if customers go on as "
                "they did."
            ).format(
                given=formats.number(lapse.points),
                lapsed=formats.number(lapse.lapsed),
                share=formats.percent(lapse.past_percent),
                owed=formats.number(lapse.outstanding),
                expected=formats.number(lapse.expected_points),
            ),
            tr("What then will be asked for is worth {amount}.").format(
                amount=self.money(lapse.expected_liability)
            ),
        )
        if lapse.running_to_a_day < lapse.running:
            how += (tr("Points without a last day are not among those that will lapse."),)
        return Figure(
            "breakage", words, formats.percent(lapse.percent, places=0),
            tr("{amount} will be asked for").format(amount=self.money(lapse.expected_liability)),
            how=how,
        )  # fmt: skip

    def cost(self) -> Figure:
        """Return what rewards took off the period's sales."""
        cost = self.now.reward_cost
        total = cost.new.taken_off + cost.returning.taken_off
        revenue = self.now.trade.revenue
        change, tone = self.share_change(
            lambda figures: percent(
                figures.reward_cost.new.taken_off + figures.reward_cost.returning.taken_off,
                figures.trade.revenue,
            ),
            good=-1,
        )
        share = formats.percent(percent(total, revenue))
        how = (
            tr(
                "Coupons, discounts and points used on the sales of {period}: {total}, that is "
                "{share} of what members paid, {revenue}."
            ).format(period=self.period, total=self.money(total), share=share,
                     revenue=self.money(revenue)),
            tr(
                "Newcomers, whose first purchase lies in the period, cost {new}; those who had "
                "bought before {returning}."
            ).format(new=self.money(cost.new.taken_off),
                     returning=self.money(cost.returning.taken_off)),
            tr("Points given are a promise and no cost yet: they count when they are used."),
        )  # fmt: skip
        return Figure(
            "reward_cost", tr("Rewards cost"), self.money(total),
            tr("{share} of sales").format(share=share), change, tone, how,
            self._who_got(),
        )  # fmt: skip

    def dependence(self) -> Figure:
        """Return how much of the trade came only with a coupon."""
        found, words = self.now.dependence, tr("Only with a coupon")
        if found.buyers_percent is None:
            none = tr("No sales with a card.")
            return Figure("dependence", words, NO_FIGURE, none, how=(none,))
        change, tone = self.share_change(lambda figures: figures.dependence.buyers_percent, good=-1)
        how = (
            tr(
                "{only} of {buyers} buyers bought in {period} with a coupon or a discount each "
                "time: {share}. Points used are none."
            ).format(
                only=formats.number(found.buyers_only), buyers=formats.number(found.buyers),
                period=self.period, share=formats.percent(found.buyers_percent),
            ),
            tr("Of what members paid, {part} of {whole} came with one: {share}.").format(
                part=self.money(found.revenue_with), whole=self.money(found.revenue),
                share=formats.percent(found.revenue_percent),
            ),
            tr("Where it grows, customers wait for the next coupon instead of coming by it."),
        )  # fmt: skip
        return Figure(
            "dependence", words, formats.percent(found.buyers_percent),
            tr("{share} of sales money").format(share=formats.percent(found.revenue_percent)),
            change, tone, how, (Whose(tr("Who bought only with coupons"), "only_with_coupon"),),
        )  # fmt: skip

    def tiles(self) -> list[Figure]:
        """Return the tiles on top of the section, what is owed apart."""
        return [self.breakage(), self.cost(), self.dependence()]

    # -- The account ------------------------------------------------------------------------

    def account(self) -> list[Figure]:
        """Return where points came from and went; what did not happen is left out."""
        points, day = self.now.points, formats.day(self.now.first_day)
        moved = (
            ("earned", tr("Earned"), points.earned, True,
             tr("Given for sales in the period, and as gifts.")),
            ("redeemed", tr("Used"), -points.redeemed, True,
             tr("Paid with on sales, handed in for rewards, or donated.")),
            ("expired", tr("Expired"), -points.expired, True,
             tr("Their last day passed in the period; they are counted on that day.")),
            ("reversed", tr("Taken back"), -points.reversed, False,
             tr("Earned on sales that were refunded.")),
            ("returned", tr("Given back"), points.returned, False,
             tr("Used on sales that were refunded, so customers have them again.")),
            ("adjusted", tr("Adjusted"), points.adjusted, False,
             tr("Corrected by hand, each with its reason in the customer's history.")),
        )  # fmt: skip
        return [
            self._plain("opening", trc("points", "At the start"), formats.number(points.opening),
                        tr("What customers held when {day} began, less debt.").format(day=day)),
            *(
                self._plain(name, words, formats.signed(count), how)
                for name, words, count, always, how in moved
                if always or count
            ),
            self._plain("closing", trc("points", "At the end"), formats.number(points.closing),
                        tr("The start and all that moved, added up; less debt of customers who "
                           "used points that a refund took back.")),
        ]  # fmt: skip

    def account_note(self) -> str:
        """Return what the points are worth and how many are still to come."""
        points, between = self.now.points, "" if language_in_use() == "ja" else " "
        worth = tr("All points outstanding are worth {worth}.")
        told = self._pending() if points.pending else worth.format(
            worth=self.money(points.liability))  # fmt: skip
        return between.join(filter(None, (told, self._debt())))

    # -- The cost ---------------------------------------------------------------------------

    def cost_rows(self) -> list[tuple[Figure, FigureRow]]:
        """Return what rewards cost, by kind and by whom; newcomers first."""
        new, old = self.now.reward_cost.new, self.now.reward_cost.returning
        return [
            self._cost("cost_coupons", tr("Coupons"), new.coupons, old.coupons,
                       tr("What coupons took off sales in the period.")),
            self._cost("cost_discounts", tr("Discounts"), new.discounts, old.discounts,
                       tr("What plans and other discounts took off sales in the period.")),
            self._cost("cost_points", tr("Points used"), new.points_used, old.points_used,
                       tr("Points used on sales in the period, at their value.")),
            self._cost("cost_all", tr("Together"), new.taken_off, old.taken_off,
                       tr("Coupons, discounts and points used. Newcomers are those whose first "
                          "purchase lies in the period."), is_sum=True),
            self._cost("cost_given", tr("Points given, their worth"), new.points_given,
                       old.points_given,
                       tr("A promise and no cost yet: they count when they are used.")),
        ]  # fmt: skip

    def coupon_rows(self) -> list[Figure]:
        """Return what became of coupons."""
        coupons = self.now.coupons
        return [
            self._plain("coupons_issued", tr("Issued"), formats.number(coupons.issued),
                        tr("Coupons that were made in the period; a reprint is not counted.")),
            self._plain("coupons_used", tr("Used"), formats.number(coupons.used),
                        tr("Coupons handed in, less those that a refund gave back.")),
            self._plain("coupons_expired", tr("Expired"), formats.number(coupons.expired),
                        tr("Their last day passed in the period while they were unused.")),
            self._plain("coupons_voided", tr("Voided"), formats.number(coupons.voided),
                        tr("Declared void by hand, or taken back by a refund.")),
            self._plain("coupons_discount", tr("Taken off by coupons"),
                        self.money(coupons.discount),
                        tr("What coupons took off sales, less what refunds gave back.")),
        ]  # fmt: skip

    # -- Inside -----------------------------------------------------------------------------

    def _plain(self, name: str, words: str, shown: str, how: str) -> Figure:
        return Figure(name, words, shown, how=(how,))

    def _cost(
        self, name: str, words: str, new: int, old: int, how: str, *, is_sum: bool = False
    ) -> tuple[Figure, FigureRow]:
        cells = (self.money(new), self.money(old))
        both = tr("newcomers {new}, regulars {old}").format(new=cells[0], old=cells[1])
        behind: tuple[Whose, ...] = ()
        if is_sum:
            behind = self._who_got()
        figure = Figure(name, words, self.money(new + old), both, how=(how,), behind=behind)
        return figure, FigureRow(words, cells, is_sum=is_sum, name=name)

    def _who_got(self) -> tuple[Whose, ...]:
        return (
            Whose(tr("Rewards of regulars"), "reward_cost_returning"),
            Whose(tr("Rewards of newcomers"), "reward_cost_new"),
        )

    def _debt(self) -> str:
        """Return why the account ends lower than what is owed, "" where it does not."""
        owed = self.now.points.owed
        sentence = trn(
            "{owed} point that customers still owe after refunds is taken off above.",
            "{owed} points that customers still owe after refunds are taken off above.",
            owed,
        )
        return sentence.format(owed=formats.number(owed)) if owed else ""

    def _pending(self) -> str:
        points = self.now.points
        sentence = trn(
            "All points outstanding are worth {worth}; {pending} of them is still pending.",
            "All points outstanding are worth {worth}; {pending} of them are still pending.",
            points.pending,
        )
        return sentence.format(
            worth=self.money(points.liability), pending=formats.number(points.pending)
        )
