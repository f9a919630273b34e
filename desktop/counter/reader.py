"""Reads who is at the counter, or what the day has brought, and fills the board with it."""

from db.moment import Moment
from db.queries.customer_card import CustomerCard, customer_card
from db.queries.customers import CustomerRecord, customer_record
from db.queries.follow_ups import follow_ups_of
from db.queries.friend_gifts import untold_friend_gifts
from db.queries.history import history_of
from db.queries.points import account_at, spendable
from db.queries.referrals import link_of
from db.queries.rewards import rewards_in_reach, rewards_offered_on
from db.queries.sales import sales_of_day, sums_of_day
from db.queries.shop import all_categories
from db.queries.subscriptions import all_plans, plan_credit
from db.rules.remarks import KINDS_ON_A_SALE, RemarkKind, Standing, Thanks, what_to_say
from db.session import Session
from desktop.counter import reach, words
from desktop.counter.current_sale import CurrentSale
from desktop.i18n import tr
from desktop.widgets.counter_board import CounterBoard
from desktop.words.remarks import Said, said

_EVENTS = 30


class CounterReader:
    """Fills the counter's board; what was said "not today" to stays away for this customer."""

    def __init__(self, session: Session, board: CounterBoard, sale: CurrentSale) -> None:
        self._session = session
        self._board = board
        self._sale = sale
        self._remarks: list[Said] = []
        self._dismissed: set[RemarkKind] = set()
        self._has_plans = False

    def greet(self) -> None:
        """Begin with another customer: everything may be said again."""
        self._dismissed = set()

    def dismiss(self, chosen: Said) -> None:
        """Say no more of it to this customer today."""
        if chosen.remark is not None:
            self.hush(chosen.remark.kind)

    def hush(self, kind: RemarkKind) -> None:
        """Say nothing of that kind to this customer today."""
        self._dismissed.add(kind)
        self._show_what_to_say()

    def show(self, customer_id: str | None) -> None:
        """Read everything again for who is at the counter."""
        moment = self._session.moment()
        names = [category.name for category in all_categories(moment.db)]
        self._board.sale.show_categories(names)
        self._board.show_served(served=customer_id is not None)
        if customer_id is None:
            self._show_day(moment)
        else:
            self._show_customer(moment, customer_id)
        self._sale.refresh()
        self._board.order_tabs()

    def show_coupons(self, customer_id: str) -> None:
        """Read the coupons again, after one was put on the sale or taken off."""
        moment = self._session.moment()
        card = customer_card(moment, customer_id)
        self._show_coupons(moment, card)

    def _show_day(self, moment: Moment) -> None:
        board = self._board
        self._sale.usable_points = 0
        self._sale.payments.hold(0, ())
        sums = sums_of_day(moment.db, moment.today)
        board.day.show_facts(words.day_facts(sums, moment.settings))
        sales = sales_of_day(moment.db, moment.today, limit=_EVENTS)
        board.history.show_events([words.day_event(sale, moment) for sale in sales])
        offered = reach.offered_lines(rewards_offered_on(moment.db, moment.today))
        board.rewards.show_rewards(tr("Rewards"), offered, empty=_no_rewards())

    def _show_customer(self, moment: Moment, customer_id: str) -> None:
        board = self._board
        record = customer_record(moment.db, customer_id)
        card = customer_card(moment, customer_id)
        balance = card.holdings.balance
        self._sale.usable_points = max(balance, 0)
        self._sale.payments.hold(card.credit, card.vouchers)
        board.customer.show_face(words.face_of(record, card, moment))
        board.rhythm.show_facts(words.rhythm_of(record, card, moment))
        self._show_coupons(moment, card)
        usable = spendable(moment, customer_id, account_at(moment, customer_id))
        rewards = rewards_in_reach(moment, customer_id, usable=usable)
        lines = reach.reward_lines(rewards, balance=balance)
        head = tr("Within reach") if any(line.within_reach for line in lines) else tr("Rewards")
        board.rewards.show_rewards(head, lines, empty=_no_rewards(), first_key="F6")
        on_plan = card.plan_state is not None and card.plan_state != "ended"
        self._has_plans = on_plan or bool(all_plans(moment.db))
        board.plan_button.setText(words.plan_words(card))
        self._read_remarks(moment, record, card)
        self._show_history(moment, customer_id)

    def _show_coupons(self, moment: Moment, card: CustomerCard) -> None:
        lines = words.coupon_lines(card.coupons, self._sale.codes(), moment)
        self._board.coupons.show_coupons(words.coupons_head(len(lines)), lines, first_key="F10")
        self._board.coupons.setVisible(bool(lines))

    def _show_history(self, moment: Moment, customer_id: str) -> None:
        lines = history_of(moment, customer_id, limit=_EVENTS)
        events = [words.event_of(line, moment) for line in lines]
        self._board.history.show_events(events)
        self._board.receipt_button.setEnabled(any(event.id for event in events))

    def _read_remarks(self, moment: Moment, record: CustomerRecord, card: CustomerCard) -> None:
        link = link_of(moment.db, record.id) if card.visits.visits == 0 else None
        standing = Standing(
            lots=card.holdings.lots,
            subscription=card.subscription,
            plan_state=card.plan_state,
            tier=card.tier,
            coupons=[each for each in card.coupons if each.code not in self._sale.codes()],
            birthday=record.birthday,
            visits=card.visits.visits,
            last_visit=card.visits.last,
            usual_gap_days=card.visits.usual_gap_days,
            brought_by=customer_record(moment.db, link.referrer_id).name if link else None,
            plan_credit=plan_credit(moment.db, record.id),
            thanks=self._thanks(moment, card),
            follow_ups=follow_ups_of(moment, record.id),
        )
        found = what_to_say(standing, today=moment.today)
        self._remarks = [said(remark, moment.settings) for remark in found]
        self._show_what_to_say()

    def _thanks(self, moment: Moment, card: CustomerCard) -> Thanks | None:
        """Return what friends have brought since the last visit; a coupon that is used is told."""
        gifts = untold_friend_gifts(moment, card.customer_id)
        usable = {each.code: each for each in card.coupons if each.code not in self._sale.codes()}
        gifts = [each for each in gifts if not each.code or each.code in usable]
        if not gifts:
            return None
        first = next((each for each in gifts if each.code), gifts[0])
        coupon = usable.get(first.code)
        name = words.coupon_name(coupon, moment.settings) if coupon else ""
        on_sale = coupon is not None and coupon.terms.kind in KINDS_ON_A_SALE
        points = sum(each.points for each in gifts)
        friends = {each.friend for each in gifts}
        return Thanks(first.friend, len(friends) - 1, points, name, first.code if on_sale else "")

    def _show_what_to_say(self) -> None:
        shown = [
            each
            for each in self._remarks
            if each.remark is not None and each.remark.kind not in self._dismissed
        ]
        self._board.remarks.show_remarks(shown)
        self._board.plan_button.setVisible(self._has_plans)


def _no_rewards() -> str:
    return tr("No rewards yet. They are made under Offers.")
