"""What is done about a follow-up: called, written to, handed a coupon, served, put off, ticked."""

from collections.abc import Callable
from datetime import date, timedelta
from fractions import Fraction
from functools import cached_property, partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from db.clock import new_id
from db.queries.customers import customer_record
from db.rules.follow_ups import ContactBy, FollowUp, Greeting, Kind
from db.usecases.follow_ups import defer_follow_up, finish_follow_up
from desktop import formats
from desktop.counter.papers import CounterPapers
from desktop.i18n import tr
from desktop.today.talks import talk_of
from desktop.widgets.page import Page, Subject
from desktop.words.letters import LetterKind

if TYPE_CHECKING:
    from desktop.widgets.contact_panel import ContactPanel
    from desktop.widgets.later_panel import LaterPanel
    from desktop.widgets.post_panel import PostPanel

# What a card or letter is about; else it says thank you.
_OCCASIONS: dict[Kind, LetterKind] = {
    "birthday": "birthday",
    "slipping_away": "missed",
    "renewal": "plan_ends",
    "trial_end": "plan_ends",
    "points_expiring": "points_end",
}


class TodayActs(QObject):
    """Does the one act that a follow-up offers; its panels are made when they are first needed."""

    def __init__(self, page: Page, *, chance: Callable[[FollowUp], Fraction | None]) -> None:
        """Let `chance` tell how likely somebody comes back unasked, in percent."""
        super().__init__(page)
        self._page = page
        self._chance = chance
        self._written: FollowUp | None = None  # what a card or letter is written for
        self._on_paper: FollowUp | None = None  # what a paper was looked at for
        self.papers = CounterPapers(page, closed=self._ask_after_paper)
        self._ways: dict[str, Callable[[FollowUp], object]] = {
            "call": partial(self.talk, by="call"),
            "mail": partial(self.talk, by="mail"),
            "message": partial(self.talk, by="message"),
            "thank": partial(self.talk, by="visit"),
            "card": partial(self.write, sort="postcard"),
            "letter": partial(self.write, sort="letter"),
            "coupon": self.print_coupon,
            "counter": self.serve,
            "decide": self.decide,
        }

    @cached_property
    def contact(self) -> "ContactPanel":
        """Return the panel of what to know before speaking to somebody."""
        from desktop.widgets.contact_panel import ContactPanel

        return ContactPanel(self._page)

    @cached_property
    def later(self) -> "LaterPanel":
        """Return the panel that asks until when."""
        from desktop.widgets.later_panel import LaterPanel

        return LaterPanel(self._page)

    @cached_property
    def post(self) -> "PostPanel":
        """Return the panel in which a card or letter is written."""
        from desktop.widgets.post_panel import PostPanel

        panel = PostPanel(self._page)
        panel.drawn.connect(self._remember_paper)
        panel.closed.connect(self._ask_after_paper)
        return panel

    # -- What a person does -----------------------------------------------------------------

    def act(self, follow_up: FollowUp) -> None:
        """Do what the follow-up offers."""
        self._page.notice.clear()
        self._ways[follow_up.act](follow_up)

    def finish(
        self, follow_up: FollowUp, by: ContactBy | None = None, note: str | None = None
    ) -> None:
        """Mark as done, with the contact that it was, if it was one."""
        operation = new_id()
        said = tr("Done for {name}.").format(name=follow_up.name)
        self._page.attempt(
            lambda: finish_follow_up(
                self._page.session, follow_up=follow_up.id, by=by, note=note, operation_id=operation
            ),
            then=lambda _: self._page.tell_done(said, operation),
        )

    def put_off(self, follow_up: FollowUp) -> None:
        """Ask when it shall come back."""
        self._page.notice.clear()
        self.later.open_for(follow_up.name, partial(self._defer, follow_up))

    def talk(self, follow_up: FollowUp, *, by: ContactBy) -> None:
        """Show what to know before speaking to somebody; two keys, and it is done."""
        tomorrow = self._page.session.today + timedelta(days=1)
        self.contact.open_for(
            talk_of(follow_up, self._page.session.moment(), by=by, chance=self._chance(follow_up)),
            partial(self.finish, follow_up),
            in_vain=partial(self._defer, follow_up, tomorrow) if by == "call" else None,
        )

    def write(self, follow_up: FollowUp, *, sort: str) -> None:
        """Write a card or a letter; without an address it is a letter, handed over."""
        record = customer_record(self._page.session.db, follow_up.customer_id)
        self._written, self._on_paper = follow_up, None
        self.post.open_customer(follow_up.customer_id)
        facts = follow_up.facts
        self.post.propose(
            sort=sort if record.address else "letter",
            kind=_OCCASIONS.get(follow_up.kind, "thanks"),
            coupon=facts.code if isinstance(facts, Greeting) else None,
        )

    def print_coupon(self, follow_up: FollowUp) -> None:
        """Show the coupon that was issued for the day."""
        facts = follow_up.facts
        assert isinstance(facts, Greeting)
        assert facts.code is not None
        self._on_paper = follow_up
        self.papers.show_coupon(facts.code)

    def serve(self, follow_up: FollowUp) -> None:
        """Go to the counter with the customer, where it is said and done by one key."""
        self._page.turn_to.emit("counter", Subject("customer", follow_up.customer_id))

    def decide(self, follow_up: FollowUp) -> None:
        """Go where the owner's word about a friend's reward is waited for."""
        del follow_up
        self._page.turn_to.emit("offers", Subject("section", "referrals"))

    # -- Inside -----------------------------------------------------------------------------

    def _defer(self, follow_up: FollowUp, until: date) -> None:
        operation = new_id()
        words = tr("{name} comes back on {day}.")
        said = words.format(name=follow_up.name, day=formats.day_short(until))
        self._page.attempt(
            lambda: defer_follow_up(
                self._page.session, follow_up=follow_up.id, until=until, operation_id=operation
            ),
            then=lambda _: self._page.tell_done(said, operation),
        )

    def _remember_paper(self) -> None:
        self._on_paper = self._written

    def _ask_after_paper(self) -> None:
        """Offer to mark as done what was on paper, once that is put away."""
        self._page.take_focus()
        follow_up, self._on_paper = self._on_paper, None
        if follow_up is None:
            return
        by: ContactBy = "letter"
        self._page.notice.offer(
            tr("Is it written, and on its way to {name}?").format(name=follow_up.name),
            tr("Mark as done"),
            lambda: self.finish(follow_up, by),
            passing=True,
        )
