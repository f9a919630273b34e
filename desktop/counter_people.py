"""People at the counter: new ones are welcomed, known ones corrected, friends' codes taken."""

from functools import cached_property, partial
from typing import TYPE_CHECKING

from db.clock import new_id
from db.queries.customers import customer_by_referral_code, customer_record
from db.usecases.referrals import attach_referral
from desktop.counter_desk import CounterDesk
from desktop.counter_part import CounterPart
from desktop.i18n import tr

if TYPE_CHECKING:
    from desktop.widgets.customer_editor import CustomerEditor


class CounterPeople(CounterPart):
    """Opens the form about a customer over the counter."""

    def __init__(self, desk: CounterDesk) -> None:
        super().__init__(desk)

    @cached_property
    def editor(self) -> "CustomerEditor":
        """Return the form; made when it is first needed."""
        from desktop.widgets.customer_editor import CustomerEditor

        editor = CustomerEditor(self._desk)
        editor.saved.connect(self._desk.serve)
        editor.known.connect(self._desk.serve)
        return editor

    def is_open(self) -> bool:
        """Tell whether somebody is being written down, or corrected."""
        if "editor" not in vars(self):
            return False
        return self.editor.isVisibleTo(self._desk) or self.editor.acts.is_open()

    def close(self) -> None:
        """Leave it open: what is typed about somebody stays, whoever comes."""

    def sign_up(self) -> None:
        """Begin a new customer."""
        if self._desk.is_free():
            self.editor.open_new()

    def edit(self, field: str) -> None:
        """Correct the customer who is served, from that field on."""
        if self._desk.customer_id is not None:
            self.editor.open_customer(self._desk.customer_id, field=field)

    def bring_friend(self, code: str) -> None:
        """Take a friend's code for the customer who is there, or for a new one."""
        if self._desk.customer_id is None:
            self.editor.open_new(referral_code=code)
        else:
            attach = partial(self._attach, self._desk.customer_id, code)
            self._desk.attempt(attach, then=self._desk.notice.say)

    def _attach(self, customer_id: str, code: str) -> str:
        db = self._desk.session.db
        referrer_id = customer_by_referral_code(db, code)
        attach_referral(
            self._desk.session,
            referee_id=customer_id,
            referrer_id=referrer_id,
            operation_id=new_id(),
        )
        friend = customer_record(db, referrer_id).name
        return tr("Brought by {friend}. Thank them both.").format(friend=friend)
