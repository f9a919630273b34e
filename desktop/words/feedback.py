"""Says what is asked about the shop, what an answer means, and what to do about it."""

from db.queries.feedback import has_follow_up
from db.rules.feedback import FeedbackCounts, Group, Interval, group_of
from db.rules.shop import ShopSettings
from desktop import formats
from desktop.i18n import mark, tr, trn

_GROUPS: dict[Group, str] = {
    "promoter": mark("Would recommend us"),
    "passive": mark("Content"),
    "detractor": mark("Not happy"),
}


def question() -> str:
    """Return the question, as it is asked aloud and shown to customers."""
    return tr("How likely are you to recommend us to a friend?")


def lowest_words() -> str:
    """Return what 0 means."""
    return tr("0: not at all")


def highest_words() -> str:
    """Return what 10 means."""
    return tr("10: very likely")


def group_words(group: Group) -> str:
    """Return the name of a group of answers."""
    return tr(_GROUPS[group])


def score_words(score: int) -> str:
    """Return a score, as people say it."""
    return tr("{score} of 10").format(score=formats.number(score))


def given_words(name: str, score: int) -> str:
    """Return what is said once an answer was kept."""
    return tr("{name}: {score} of 10").format(name=name, score=formats.number(score))


def answered_words(score: int) -> str:
    """Return what staff are told when the customer answered on the screen."""
    return tr("{score} of 10, answered on the customers' screen").format(
        score=formats.number(score)
    )


def advice(score: int, settings: ShopSettings) -> str:
    """Return what to say to whoever gave this score, and what the desk does about it."""
    group = group_of(score)
    if group == "promoter":
        return tr("Say thank you, and ask what they like best. It is good to hear for everybody.")
    if group == "passive":
        return tr("Say thank you, and ask what would make it a ten.")
    if not has_follow_up(settings, score):
        return tr("Thank them for being honest, and ask what went wrong.")
    hours = settings.follow_ups.unhappy.hours
    words = trn(
        "Thank them for being honest, and ask what went wrong. Today keeps it in mind: somebody "
        "gets in touch within {count} hour.",
        "Thank them for being honest, and ask what went wrong. Today keeps it in mind: somebody "
        "gets in touch within {count} hours.",
        hours,
    )
    return words.format(count=formats.number(hours))


def net_score_words(counts: FeedbackCounts) -> str:
    """Return the net score with its interval; "–" where nobody answered."""
    if counts.score is None or counts.interval is None:
        return "–"
    return tr("{score} (95 %: {low} to {high})").format(
        score=net_score(counts), **_ends(counts.interval)
    )


def net_score(counts: FeedbackCounts) -> str:
    """Return the net score as a whole number with its sign; "–" where nobody answered."""
    return "–" if counts.score is None else formats.signed(round(counts.score))


def sureness_words(counts: FeedbackCounts) -> str:
    """Return how many answered, and between which scores the truth lies."""
    if counts.interval is None:
        return tr("Nobody has answered yet.")
    words = trn(
        "{count} answer; the true score most likely lies between {low} and {high}.",
        "{count} answers; the true score most likely lies between {low} and {high}.",
        counts.answers,
    )
    return words.format(count=formats.number(counts.answers), **_ends(counts.interval))


def _ends(interval: Interval) -> dict[str, str]:
    return {
        "low": formats.signed(round(interval.low)),
        "high": formats.signed(round(interval.high)),
    }
