"""Asks who brought a customer: by code, name or phone, until the first sale."""

from PySide6.QtCore import Signal

from db.clock import new_id
from db.errors import BadRequest
from db.queries.customers import customer_record
from db.usecases.referrals import attach_referral
from desktop.i18n import tr
from desktop.widgets.customer_chooser import CustomerChooser
from desktop.widgets.form import Form, SidePanel
from desktop.widgets.labels import ElidedLabel, small
from desktop.widgets.page import Page
from desktop.words.friends import brought_words, programme_story

_LEAST_ROOM = 190  # pixels, for three who fit


class FriendPanel(SidePanel):
    """Opens on the one who was brought; nothing is kept before somebody is chosen."""

    attached = Signal(str)  # the customer's id

    def __init__(self, page: Page) -> None:
        super().__init__(page, "friend")
        self._page = page
        self._customer_id = ""
        self._operation_id = new_id()
        self.who = ElidedLabel(role="strong")
        self.by = CustomerChooser(page, "friend.by", tr("Brought by"))
        self.by.field.setPlaceholderText(tr("Code, name, phone …"))
        self.by.setMinimumHeight(_LEAST_ROOM)
        self.terms = small(wrap=True)
        self.form = Form()
        self.form.add("referrer", tr("Brought by"), self.by)
        self.form.fields["referrer"] = self.form.fields["referral_code"] = self.by.field
        self.save_button = self.add_action(tr("Keep it"), "friend.save", self.save)
        for each in (self.who, self.form, self.terms):
            self.body.addWidget(each)
        self.body.addStretch(1)

    def open_customer(self, customer_id: str) -> None:
        """Ask who brought this customer."""
        session = self._page.session
        self._customer_id, self._operation_id = customer_id, new_id()
        self.who.setText(customer_record(session.db, customer_id).name)
        self.terms.setText(programme_story(session.settings.referral, session.settings))
        self.by.begin(without=customer_id)
        self.open_panel(tr("Who brought them?"), self.by.field)

    def save(self) -> None:
        """Keep who brought the customer, or say why it cannot be."""
        fields = self._page.fields
        self._page.fields = {**fields, **self.form.fields}
        self._page.attempt(self._attach, then=self._done)
        self._page.fields = fields

    def _attach(self) -> str:
        by = self.by.customer()
        if by is None:
            raise BadRequest("referrer", "missing")
        attach_referral(
            self._page.session,
            referee_id=self._customer_id,
            referrer_id=by.id,
            operation_id=self._operation_id,
        )
        return by.name

    def _done(self, referrer: str) -> None:
        self.close_panel()
        self.attached.emit(self._customer_id)
        self._page.tell_done(brought_words(referrer), self._operation_id)
