"""Says who came, stayed, came back and was lost: each figure with its definition."""

from dataclasses import dataclass

from db.rules.buyers import second_visits_may_be_alike
from desktop import formats
from desktop.i18n import tr, trc, trn
from desktop.insights.telling import NO_FIGURE, Telling
from desktop.widgets.figure_panel import Figure, Whose
from desktop.words.periods import period_short, period_words


@dataclass(frozen=True)
class CustomerWords(Telling):
    """The customers of a period in words."""

    # -- The tiles --------------------------------------------------------------------------

    def retention(self) -> Figure:
        """Return the share of customers who stayed."""
        held = self.now.customers
        change, tone = self.share_change(lambda figures: figures.customers.retention_percent)
        formula = tr("(E−N) ÷ S: ({end}−{gained}) ÷ {start}").format(
            end=formats.number(held.end),
            gained=formats.number(held.gained),
            start=formats.number(held.start),
        )
        # Where it needs two lines, the numbers go on the second.
        note = formula.replace(" ", "\u00a0").replace(":\u00a0", ": ")
        return Figure(
            "retention", tr("Retention rate"), formats.percent(held.retention_percent), note,
            self.since(change), tone, self._how_retention(),
            (Whose(tr("Who stayed"), "retained"), Whose(tr("Who was lost"), "lapsed"),
             Whose(tr("Who was a customer at the start"), "start")),
        )  # fmt: skip

    def lost(self) -> Figure:
        """Return how many customers were active when the period began and are no more."""
        held, words = self.now.customers, tr("Lost customers")
        if held.start == 0:
            return Figure("lost", words, NO_FIGURE, self._nobody(), how=(self._nobody(),))
        known = self.before is not None and self.before.customers.start > 0
        change, tone = self.count_change(lambda figures: figures.customers.lapsed, good=-1)
        churn = formats.percent(held.churn_percent)
        how = (
            tr("Churn = lapsed {lapsed} ÷ customers at the start {start} × 100 = {rate}.").format(
                lapsed=formats.number(held.lapsed), start=formats.number(held.start), rate=churn
            ),
            tr(
                "Lost is who was active when the period began and has not bought for "
                "{window} days when it ends. Whoever comes back later counts as gained again."
            ).format(window=self.now.active_days),
        )
        return Figure(
            "lost", words, formats.number(held.lapsed), tr("{rate} churn").format(rate=churn),
            change if known else "", tone, how, (Whose(tr("Who was lost"), "lapsed"),),
        )  # fmt: skip

    def second_visit(self) -> Figure:
        """Return which share of newcomers came again within 60 days."""
        repeats, looked_at = self.now.repeats, self.now.second_visit_period
        words, share = tr("Second visit within 60 days"), repeats.second_visit_percent
        if looked_at is None or share is None:
            none = tr("Nobody new whose 60 days are over.")
            return Figure("second_visit", words, NO_FIGURE, none, how=(none,))
        change, tone = self.share_change(lambda figures: figures.repeats.second_visit_percent)
        note = trn(
            "of {count} newcomer in {month}", "of {count} newcomers in {month}", repeats.newcomers
        ).format(count=formats.number(repeats.newcomers), month=period_short(looked_at))
        how = tr(
            "Of the {count} whose first purchase was in {month}, {back} bought again on another "
            "day within 60 days: {rate}. It is the latest time whose 60 days are over."
        ).format(
            count=formats.number(repeats.newcomers),
            month=period_words(looked_at),
            back=formats.number(repeats.newcomers_back),
            rate=formats.percent(share),
        )
        said: tuple[str, ...] = (how,)
        if self.before is not None and second_visits_may_be_alike(repeats, self.before.repeats):
            tone, said = "info", (how, self.by_chance()) if change else said
        behind = (
            Whose(tr("Who came again"), "second_visit_yes"),
            Whose(tr("Who did not"), "second_visit_no"),
        )
        return Figure(
            "second_visit", words, formats.percent(share), note, change, tone, said, behind
        )

    def newcomers(self) -> list[Figure]:
        """Return the newcomers of the period, and of those whose 60 days are over who came back."""
        new = self.now.trade.new_customers
        change, tone = self.count_change(lambda figures: figures.trade.new_customers, good=1)
        how = tr("Whose first purchase ever lies in {period}, with all they bought in it.")
        words = tr("New in this period")
        found = [
            Figure("newcomers", words, formats.number(new), "", change, tone,
                   (how.format(period=self.period),), (Whose(words, "new"),))
        ]  # fmt: skip
        repeats, looked_at = self.now.repeats, self.now.second_visit_period
        if looked_at is None or not repeats.newcomers:
            return found
        share = self.second_visit()
        of = tr("New in {period}, came again in time").format(period=period_words(looked_at))
        late = tr("New in {period}, did not").format(period=period_words(looked_at))
        missing = repeats.newcomers - repeats.newcomers_back
        yes, no = share.behind
        return [
            *found,
            Figure("again", of, formats.number(repeats.newcomers_back), how=share.how,
                   behind=(yes,)),
            Figure("not_again", late, formats.number(missing), how=share.how, behind=(no,)),
            Figure("again_share", share.words, share.shown, share.note, share.change, share.tone,
                   share.how, share.behind),
        ]  # fmt: skip

    # -- From the start to the end ----------------------------------------------------------

    def start(self) -> Figure:
        """Return how many were active on the day before."""
        held = self.now.customers
        return self._held("start", trc("customers", "At the start"), formats.number(held.start), tr(
            "Who had bought in the {window} days that end with the day before."
        ).format(window=self.now.active_days))  # fmt: skip

    def first_time(self) -> Figure:
        """Return how many were gained by a first purchase."""
        held = self.now.customers
        return self._held("first_time", tr("For the first time"), f"+{held.first_time}", tr(
            "Active at the end, and never bought before {period}."
        ).format(period=self.period))  # fmt: skip

    def reactivated(self) -> Figure:
        """Return how many came back after a break."""
        held = self.now.customers
        return self._held("reactivated", tr("Came back after a break"), f"+{held.reactivated}", tr(
            "Active at the end, not at the start, and had bought some time before: whoever comes "
            "back after more than {window} days."
        ).format(window=self.now.active_days))  # fmt: skip

    def lapsed(self) -> Figure:
        """Return how many were lost, as a step from the start to the end."""
        lost = self.lost()
        return Figure(
            "lapsed", tr("Lost"), formats.signed(-self.now.customers.lapsed), lost.note,
            lost.change, lost.tone, lost.how, (Whose(tr("Who was lost"), "lapsed"),),
        )  # fmt: skip

    def end(self) -> Figure:
        """Return how many are active on the last day."""
        change, tone = self.count_change(lambda figures: figures.customers.end, good=1)
        how = tr(
            "Who bought in the {window} days that end with {day}. At the start, and gained, less "
            "lost, makes this number."
        ).format(window=self.now.active_days, day=formats.day(self.now.last_day))
        return Figure(
            "end", trc("customers", "At the end"), formats.number(self.now.customers.end), "",
            change, tone, (how,), (Whose(tr("Who is a customer at the end"), "end"),),
        )  # fmt: skip

    def bridge(self) -> list[Figure]:
        """Return the way from the start to the end."""
        return [self.start(), self.first_time(), self.reactivated(), self.lapsed(), self.end()]

    # -- How often --------------------------------------------------------------------------

    def often(self) -> list[Figure]:
        """Return how often customers come."""
        return [
            self._both(), self._twice(), self._had_bought(), self._sales_each(), self._to_date(),
            self._twice_to_date(),
        ]  # fmt: skip

    def _both(self) -> Figure:
        repeats = self.now.repeats
        how = tr(
            "Of the {before} who bought in the period before, {both} bought in {period} too."
        ).format(
            before=formats.number(repeats.buyers_last_month),
            both=formats.number(repeats.buyers_of_both),
            period=self.period,
        )
        return self._share(
            "month_on_month", tr("Of the last period's buyers, bought again"),
            formats.percent(repeats.month_on_month_percent), how,
            (Whose(tr("Who bought in both"), "buyers_both"),),
        )  # fmt: skip

    def _twice(self) -> Figure:
        repeats = self.now.repeats
        how = tr(
            "Repeat rate: of {buyers} who bought, {twice} bought twice or more in {period}."
        ).format(
            buyers=formats.number(repeats.buyers),
            twice=formats.number(repeats.buyers_twice),
            period=self.period,
        )
        return self._share(
            "twice", tr("Bought twice or more in the period"),
            formats.percent(repeats.repeat_rate_percent), how,
            (Whose(tr("Who bought twice or more"), "buyers_twice"),),
        )  # fmt: skip

    def _had_bought(self) -> Figure:
        repeats = self.now.repeats
        how = tr(
            "Returning rate: of {buyers} who bought in {period}, {again} have bought twice or more "
            "to date."
        ).format(
            buyers=formats.number(repeats.buyers),
            again=formats.number(repeats.buyers_not_first),
            period=self.period,
        )
        return self._share(
            "not_first", tr("Had bought before"), formats.percent(repeats.returning_rate_percent),
            how, (Whose(tr("Who has bought twice or more to date"), "buyers_not_first"),),
        )  # fmt: skip

    def _sales_each(self) -> Figure:
        trade = self.now.trade
        each = trade.sales_per_buyer
        shown = NO_FIGURE if each is None else formats.money_bare(round(each * 100), digits=2)
        how = tr("{sales} sales ÷ {buyers} buyers.").format(
            sales=formats.number(trade.sales), buyers=formats.number(trade.buyers)
        )
        return self._share("sales_each", tr("Sales for each customer"), shown, how,
                           (Whose(tr("Who bought"), "buyers"),))  # fmt: skip

    def _to_date(self) -> Figure:
        how = tr("Everybody who bought at least once by {day}.").format(
            day=formats.day(self.now.last_day)
        )
        return self._share(
            "to_date", tr("Customers since the beginning"),
            formats.number(self.now.repeats.customers_to_date), how,
            (Whose(tr("Who ever bought"), "to_date"),),
        )  # fmt: skip

    def _twice_to_date(self) -> Figure:
        repeats = self.now.repeats
        how = tr("Of {all} customers to date, {twice} bought twice or more.").format(
            all=formats.number(repeats.customers_to_date),
            twice=formats.number(repeats.customers_twice),
        )
        return self._share(
            "twice_to_date", tr("Of these, bought twice or more"),
            formats.percent(repeats.repeat_rate_to_date_percent), how,
            (Whose(tr("Who bought twice or more to date"), "to_date_twice"),),
        )  # fmt: skip

    # -- Inside -----------------------------------------------------------------------------

    def _held(self, name: str, words: str, shown: str, how: str) -> Figure:
        return Figure(name, words, shown, how=(how,), behind=(Whose(words, name),))

    def _share(
        self, name: str, words: str, shown: str, how: str, behind: tuple[Whose, ...]
    ) -> Figure:
        return Figure(name, words, shown, how=(how,), behind=behind)

    def _how_retention(self) -> tuple[str, ...]:
        held = self.now.customers
        counted = {
            "end": formats.number(held.end),
            "gained": formats.number(held.gained),
            "start": formats.number(held.start),
        }
        if held.start == 0:
            formula = tr(
                "Retention = (customers at the end {end} − gained {gained}) "
                "÷ customers at the start 0: this has no value, so none is shown."
            ).format(**counted)
        else:
            formula = tr(
                "Retention = (customers at the end {end} − gained {gained}) "
                "÷ customers at the start {start} × 100 = {rate}."
            ).format(**counted, rate=formats.percent(held.retention_percent))
        definition = tr(
            "A customer counts as active on a day with at least one purchase in the {window} days "
            "that end with it. Gained are those active when the period ended but not when it "
            "began: {first_time} for the first time, {reactivated} after a break."
        ).format(
            window=self.now.active_days,
            first_time=formats.number(held.first_time),
            reactivated=formats.number(held.reactivated),
        )
        return formula, definition

    def _nobody(self) -> str:
        return tr("Nobody had bought in the {window} days before the period began.").format(
            window=self.now.active_days
        )
