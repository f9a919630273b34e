"""What bringing a friend brings, in a sentence: for letters, and for the programme's terms."""

from db.rules.shop import Gift, ShopSettings
from desktop import formats
from desktop.i18n import tr, trc, trn
from desktop.words.offers import in_sentences


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


def friend_line(settings: ShopSettings, code: str) -> str:
    """Return one calm line with somebody's code; empty where bringing a friend gives nothing."""
    return tr("bring a friend: {code}").format(code=code) if gives_something(settings) else ""


def friend_code(settings: ShopSettings, code: str) -> str | None:
    """Return a code to be shown; None where bringing a friend gives nothing."""
    return code if gives_something(settings) else None


def gives_something(settings: ShopSettings) -> bool:
    """Tell whether the shop has anything for those who bring friends, or for the friends."""
    terms = settings.referral
    return bool(gift_words(terms.referrer) or gift_words(terms.referee))


def gift_words(gift: Gift) -> str:
    """Return what somebody receives; empty where it is nothing."""
    if gift.reward is not None:
        return tr("a coupon for “{reward}”").format(reward=gift.reward)
    if gift.points:
        words = trn("{points} point", "{points} points", gift.points)
        return words.format(points=formats.number(gift.points))
    return ""


def slip_heading(name: str) -> str:
    """Return who sends a slip; `name` is the given name, empty where it is not known."""
    if not name:
        return tr("A friend thought of you")
    return tr("{name} thought of you").format(name=_called(name))


def slip_words(settings: ShopSettings, name: str) -> str:
    """Return in a sentence what a slip brings to a friend, to who sent it, and for what."""
    terms = settings.referral
    theirs, mine = gift_words(terms.referee), gift_words(terms.referrer)
    bringer = _called(name) if name else tr("your friend")
    if theirs and mine:
        words = (
            tr("Your first purchase of {amount} or more brings you {theirs}, and {name} {mine}.")
            if terms.minimum
            else tr("Your first purchase brings you {theirs}, and {name} {mine}.")
        )
    elif theirs:
        words = (
            tr("Your first purchase of {amount} or more brings you {theirs}.")
            if terms.minimum
            else tr("Your first purchase brings you {theirs}.")
        )
    else:
        words = (
            tr("Your first purchase of {amount} or more brings {name} {mine}, as thanks.")
            if terms.minimum
            else tr("Your first purchase brings {name} {mine}, as thanks.")
        )
    least = formats.money(terms.minimum, currency=settings.currency, digits=settings.digits)
    said = words.format(amount=least, theirs=theirs, mine=mine, name=bringer)
    return in_sentences((said, tr("Say the code when you join, before you pay.")))


def _called(name: str) -> str:
    """Return a given name as friends are spoken of: Misaki, 美咲さん."""
    return trc("who brings a friend", "{name}").format(name=name)
