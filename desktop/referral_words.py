"""What bringing a friend brings, in a sentence: for letters, and for the programme's terms."""

from db.rules.shop import Gift, ShopSettings
from desktop import formats
from desktop.i18n import tr, trn


def friend_words(settings: ShopSettings) -> str:
    """Return what to say to somebody who may bring a friend; empty where nothing is given."""
    terms = settings.referral
    mine, theirs = gift_words(terms.referrer), gift_words(terms.referee)
    if mine and theirs:
        if mine == theirs:
            return tr("A friend who names this code on joining gets {gift}, and so do you.").format(
                gift=mine
            )
        return tr("A friend who names this code on joining gets {theirs}; you get {mine}.").format(
            theirs=theirs, mine=mine
        )
    if mine:
        return tr("When a friend names this code on joining, you get {gift}.").format(gift=mine)
    if theirs:
        return tr("A friend who names this code on joining gets {gift}.").format(gift=theirs)
    return ""


def gift_words(gift: Gift) -> str:
    """Return what somebody receives; empty where it is nothing."""
    if gift.reward is not None:
        return tr("a coupon for “{reward}”").format(reward=gift.reward)
    if gift.points:
        words = trn("{points} point", "{points} points", gift.points)
        return words.format(points=formats.number(gift.points))
    return ""
