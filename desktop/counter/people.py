"""People at the counter: new ones are welcomed, known ones corrected."""

from functools import cached_property
from typing import TYPE_CHECKING

from desktop.counter.desk import CounterDesk
from desktop.counter.part import CounterPart

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

    def sign_up_with(self, code: str) -> None:
        """Begin a new customer who brought a friend's code."""
        self.editor.open_new(referral_code=code)
