"""What a member is handed at the counter: the paper of the membership, slips for friends."""

from db.queries.subscriptions import subscription_at
from db.rules.subscriptions import runs_on
from desktop.counter.desk import CounterDesk
from desktop.counter.part import CounterPart
from desktop.words.referrals import gives_something


class CounterMemberPapers(CounterPart):
    """Offers both where there is something to print for the customer who is served."""

    def __init__(self, desk: CounterDesk) -> None:
        super().__init__(desk)
        board = desk.board
        board.membership_action.triggered.connect(lambda _=False: self.show_membership())
        board.slips_action.triggered.connect(lambda _=False: self.show_slips())

    def reload(self) -> None:
        """Offer what can be printed for the customer."""
        moment, board = self._desk.session.moment(), self._desk.board
        customer_id = self._desk.customer_id
        plan = subscription_at(moment, customer_id) if customer_id is not None else None
        board.membership_action.setVisible(runs_on(plan, moment.today))
        board.slips_action.setVisible(gives_something(moment.settings))

    def show_membership(self) -> None:
        """Show the paper of the customer's membership."""
        customer_id = self._desk.customer_id
        if customer_id is not None and self._desk.is_free():
            self._desk.papers.show_membership(customer_id)

    def show_slips(self) -> None:
        """Show slips with the customer's code."""
        customer_id = self._desk.customer_id
        if customer_id is not None and self._desk.is_free():
            self._desk.papers.show_friend_slips(customer_id)
