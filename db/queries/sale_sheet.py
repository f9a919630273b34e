"""One sale whole, as it was recorded, with what was given back of it since."""

from dataclasses import dataclass

from sqlite_utils import Database

from db.queries.customers import customer_record
from db.queries.refunds import RefundLine, kept_sale, refunds_of, sale_fact
from db.queries.sales import SaleRecord, sale_record
from db.rules.points import SaleLine


@dataclass(frozen=True)
class SaleSheet:
    """A sale with its goods and its refunds; amounts in minor units."""

    record: SaleRecord
    customer: str  # the name; empty: nobody's sale
    lines: tuple[SaleLine, ...]
    refunds: tuple[RefundLine, ...]

    @property
    def refunded(self) -> int:
        """Return how much of the sale's total was given back, in money or in points."""
        return sum(refund.amount for refund in self.refunds)

    @property
    def may_be_refunded(self) -> bool:
        """Tell whether something is left to give back; a sale of 0 can be refunded once."""
        return self.refunded < self.record.total or not (self.refunds or self.record.total)


def sale_sheet(db: Database, sale: str) -> SaleSheet:
    """Return a sale as it was recorded, and its refunds; raises UnknownSale."""
    fact = sale_fact(db, sale)
    record = sale_record(db, sale)
    return SaleSheet(
        record=record,
        customer=customer_record(db, record.customer_id).name if record.customer_id else "",
        lines=kept_sale(db, fact).lines,
        refunds=refunds_of(db, sale),
    )
