"""The papers of the counter: card, slip and coupon, shown before they are printed."""

from collections.abc import Callable, Sequence
from datetime import date
from io import BytesIO
from typing import TYPE_CHECKING, BinaryIO

from db.queries.plan_payments import is_plan_payment
from desktop import formats
from desktop.i18n import tr
from desktop.printer_choices import PaperKind
from desktop.printers import size_for
from desktop.widgets.page import Page

if TYPE_CHECKING:
    from desktop.widgets.paper_preview import PaperPreview


class CounterPapers:
    """Shows a paper over its page; what draws is loaded with the first one."""

    def __init__(self, page: Page, *, closed: Callable[[], object] | None = None) -> None:
        """Tell `closed` when a paper is put away; without it the page goes on."""
        self._page = page
        self._closed = closed or page.take_focus
        self.preview: PaperPreview | None = None

    def is_open(self) -> bool:
        """Tell whether a paper lies over the page."""
        return self.preview is not None and self.preview.isVisibleTo(self._page)

    def close(self) -> None:
        """Put the paper away."""
        if self.preview is not None and self.is_open():
            self.preview.close_preview()

    def show_card(self, customer_id: str) -> None:
        """Show a customer's card."""
        from desktop.papers import counter as papers

        session, chosen = self._page.session, [customer_id]
        self._show(
            tr("Member card"),
            lambda to: papers.print_cards(session, chosen, to, paper=size_for("card", "cr80")),
            kind="card",
        )

    def show_receipt(self, fact: str) -> None:
        """Show the slip of a sale, or of what was paid for a plan."""
        from desktop.papers import counter as papers
        from desktop.papers import plan_receipts

        session, size = self._page.session, size_for("receipt", "receipt80")
        if is_plan_payment(session.db, fact):
            self._show(
                tr("Slip of the plan"),
                lambda to: plan_receipts.print_plan_receipt(session, fact, to, paper=size),
                kind="receipt",
            )
            return
        self._show(
            tr("Slip of the sale"),
            lambda to: papers.print_receipt(session, fact, to, paper=size),
            kind="receipt",
        )

    def show_membership(self, customer_id: str) -> None:
        """Show the paper of a customer's membership."""
        from desktop.papers import membership as membership_paper

        session, paper = self._page.session, self._member_paper()
        self._show(
            tr("Membership paper"),
            lambda to: membership_paper.print_membership(session, customer_id, to, paper=paper),
            kind="membership",
        )

    def show_friend_slips(self, customer_id: str) -> None:
        """Show the slips that a customer may hand on to friends."""
        from desktop.papers import friends as friend_paper

        session, paper = self._page.session, self._member_paper()
        self._show(
            tr("Slips for friends"),
            lambda to: friend_paper.print_friend_slips(session, customer_id, to, paper=paper),
            kind="membership",
        )

    def show_plan_receipt(self, customer_id: str) -> None:
        """Show the slip of a customer's last payment for a plan."""
        from desktop.papers import plan_receipts

        session = self._page.session
        self._show(
            tr("Slip of the plan"),
            lambda to: plan_receipts.print_last_plan_receipt(
                session, customer_id, to, paper=size_for("receipt", "receipt80")
            ),
            kind="receipt",
        )

    def show_coupon(self, code: str) -> None:
        """Show a coupon."""
        self.show_coupons([code])

    def show_coupons(self, codes: Sequence[str]) -> None:
        """Show coupons, each on a paper of its own."""
        from desktop.papers import counter as papers

        session = self._page.session
        self._show(
            tr("Coupon"),
            lambda to: papers.print_coupons(session, codes, to, paper=size_for("coupon", "a6")),
            kind="coupon",
        )

    def show_voucher(self, code: str) -> None:
        """Show a gift voucher."""
        from desktop.papers import counter as papers

        session = self._page.session
        self._show(
            tr("Gift voucher"),
            lambda to: papers.print_voucher(session, code, to, paper=size_for("voucher", "a6")),
            kind="voucher",
        )

    def show_day(self, day: date, paper: str, counted: int | None) -> None:
        """Show the end of a day, with what was counted; "page" is the office's own paper."""
        from desktop.papers import day as day_paper
        from desktop.papers.summary import office_paper

        session = self._page.session
        chosen = paper
        if paper == "page":
            chosen = size_for("day", office_paper(session.settings.country))
        self._show(
            tr("End of day, {day}").format(day=formats.day(day)),
            lambda to: day_paper.print_day(session, day, to, paper=chosen, counted=counted),
            kind="receipt" if chosen.startswith("receipt") else "day",
        )

    def _member_paper(self) -> str:
        """Return the size that was chosen for what members are handed, else the office's."""
        from desktop.papers.summary import office_paper

        return size_for("membership", office_paper(self._page.session.settings.country))

    def _show(
        self, title: str, draw: Callable[[BinaryIO], object], *, kind: PaperKind = "page"
    ) -> None:
        if self.preview is None:
            from desktop.widgets.paper_preview import PaperPreview

            self.preview = PaperPreview(self._page, "counter.paper", closed=self._closed)
        content, preview = BytesIO(), self.preview
        self._page.attempt(
            lambda: draw(content),
            then=lambda _: preview.show_paper(
                content.getvalue(), title=title, file_name=f"{title}.pdf", kind=kind
            ),
        )
