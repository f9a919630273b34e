"""Rewards at the counter: redeemed by one press, and what they became is shown."""

from functools import cached_property
from typing import TYPE_CHECKING

from db.clock import new_id
from db.rules.remarks import KINDS_ON_A_SALE
from db.usecases.rewards import Redemption, redeem_reward
from desktop.counter import words
from desktop.counter.desk import CounterDesk
from desktop.counter.part import CounterPart

if TYPE_CHECKING:
    from desktop.widgets.coupon_panel import CouponPanel


class CounterRewards(CounterPart):
    """Redeems for the customer who is served."""

    def __init__(self, desk: CounterDesk) -> None:
        super().__init__(desk)
        self._operation_id = new_id()
        desk.customer_changed.connect(self._begin_anew)
        desk.board.rewards.redeem_asked.connect(self.redeem)

    @cached_property
    def panel(self) -> "CouponPanel":
        """Return the panel that shows a redemption; made with the first one."""
        from desktop.widgets.coupon_panel import CouponPanel

        panel = CouponPanel(self._desk)
        panel.print_asked.connect(self._desk.papers.show_coupon)
        panel.use_asked.connect(self._put_on_sale)
        panel.closed.connect(self._closed)
        return panel

    def redeem(self, reward: str) -> None:
        """Exchange points for a reward; while its coupon is shown another press does nothing."""
        customer_id = self._desk.customer_id
        if customer_id is None or not self._desk.is_free():
            return
        self._desk.attempt(
            lambda: redeem_reward(
                self._desk.session,
                customer_id=customer_id,
                reward=reward,
                operation_id=self._operation_id,
            ),
            then=self._show,
        )

    def redeem_first(self) -> None:
        """Redeem the first reward within reach, or give to the first cause where there is none."""
        first = next(iter(self._desk.board.rewards.buttons.values()), None)
        if first is not None:
            first.click()

    def _show(self, done: Redemption) -> None:
        on_sale = done.reward.terms.kind in KINDS_ON_A_SALE
        self.panel.show_redemption(done, on_sale=on_sale)
        self._desk.tell_done(words.redeemed_words(done), self._operation_id)

    def _put_on_sale(self, code: str) -> None:
        self.close()
        self._desk.put_on_sale(code)

    def _begin_anew(self) -> None:
        self._operation_id = new_id()

    def _closed(self) -> None:
        self._begin_anew()  # the next one is another
        self._desk.take_focus()
