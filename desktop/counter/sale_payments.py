"""What is to pay for the sale that is being typed, besides cash and cards."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from db.rules.payments import PayWith
from db.rules.shop import ShopSettings
from db.rules.vouchers import Voucher
from db.usecases.sales import SaleOutcome
from desktop.i18n import tr
from desktop.widgets.sale_panel import SaleChip
from desktop.words.history import money

_CREDIT = "credit:"
_VOUCHER = "voucher:"


@dataclass
class SalePayments:
    """Vouchers that were scanned, and the customer's credit; each pays as much as it can."""

    held_credit: int = 0  # the customer's, minor units
    held_vouchers: Sequence[Voucher] = ()  # in the customer's name
    vouchers: list[Voucher] = field(default_factory=list)
    credit: bool = False

    def hold(self, credit: int, vouchers: Sequence[Voucher]) -> None:
        """Know what the customer who is there has."""
        self.held_credit, self.held_vouchers = credit, vouchers

    def begin_anew(self) -> None:
        """Forget what was to pay for the sale before."""
        self.vouchers, self.credit = [], False

    def is_empty(self) -> bool:
        """Tell whether all is to be paid by cash or card."""
        return not (self.vouchers or self.credit)

    def put_on(self, voucher: Voucher) -> None:
        """Let a voucher pay; the same one pays once."""
        if all(each.code != voucher.code for each in self.vouchers):
            self.vouchers.append(voucher)

    def take_off(self, key: str) -> bool:
        """Let a payment go by its chip's key; returns whether it was one."""
        if key == _CREDIT:
            self.credit = False
        elif key.startswith(_VOUCHER):
            code = key.removeprefix(_VOUCHER)
            self.vouchers = [each for each in self.vouchers if each.code != code]
        else:
            return False
        return True

    def pay_with(self) -> tuple[PayWith, ...]:
        """Return the payments as a sale is told of them: vouchers first."""
        vouchers = [PayWith(voucher.code) for voucher in self.vouchers]
        return (*vouchers, *([PayWith()] if self.credit and self.held_credit else []))

    def chips(self, outcome: SaleOutcome | None, settings: ShopSettings) -> list[SaleChip]:
        """Return a chip for each payment, with what it pays as far as that is known."""
        paid = {each.voucher: each.amount for each in outcome.payments} if outcome else {}
        chips = []
        for voucher in self.vouchers:
            said = _paying(tr("Voucher"), paid.get(voucher.code), voucher.left, settings)
            spoken = tr("Take the voucher off the sale")
            chips.append(SaleChip(f"{_VOUCHER}{voucher.code}", said, spoken, tone="good"))
        if self.credit and self.held_credit:
            said = _paying(tr("Credit"), paid.get(None), self.held_credit, settings)
            chips.append(SaleChip(_CREDIT, said, tr("Take the credit off the sale"), tone="good"))
        return chips

    def own_voucher(self) -> Voucher | None:
        """Return the voucher in the customer's name that ends first and does not pay yet."""
        paying = {each.code for each in self.vouchers}
        return next((each for each in self.held_vouchers if each.code not in paying), None)

    def offers(self, settings: ShopSettings) -> tuple[str, str]:
        """Return what the keys offer: to pay by credit, and by a voucher; nothing where none is."""
        credit, voucher = "", self.own_voucher()
        if self.held_credit and not self.credit:
            words = tr("Use credit {amount}")
            credit = words.format(amount=money(self.held_credit, settings))
        if voucher is None:
            return credit, ""
        words = tr("Use voucher {amount}")
        return credit, words.format(amount=money(voucher.left, settings))


def _paying(name: str, paid: int | None, left: int, settings: ShopSettings) -> str:
    """Return "Voucher −¥1,000"; before an amount is typed, what is left on it."""
    if paid is None:
        return tr("{name} {amount}").format(name=name, amount=money(left, settings))
    return tr("{name} {amount}").format(name=name, amount=money(-paid, settings))
