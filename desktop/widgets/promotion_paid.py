"""Did a promotion pay, as a figure that is told at the side of a page."""

from db.queries.promotion_results import PromotionPaid
from db.rules.shop import ShopSettings
from desktop import formats
from desktop.i18n import tr
from desktop.widgets.figure_panel import Figure
from desktop.words.offers import money
from desktop.words.promotion_results import result_sentences, verdict_words


def paid_figure(paid: PromotionPaid, settings: ShopSettings) -> Figure:
    """Return the answer, and how it came about."""
    return Figure(
        paid.promotion.id,
        tr("Did “{name}” pay?").format(name=paid.promotion.name),
        verdict_words(paid.result),
        given_words(paid, settings),
        how=result_sentences(paid.result, settings),
    )


def given_words(paid: PromotionPaid, settings: ShopSettings) -> str:
    """Return what it gave in the time that was looked at."""
    return tr("gave {points} points, worth {worth}").format(
        points=formats.number(paid.result.points), worth=money(paid.result.worth, settings)
    )
