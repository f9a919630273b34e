"""Says whether customers come back unasked, and why one of them is worth a call."""

from collections.abc import Iterable
from datetime import date
from fractions import Fraction

from db.rules.scoring import Part, Score, Signs
from db.rules.shop import ShopSettings
from db.value.standing import Chance, Standing
from desktop import formats
from desktop.i18n import tr, trn
from desktop.words.history import money

_FIGURES_OF_A_GUESS = 2  # of one person's money; more would pretend to know


def chance_percent(chance: Chance) -> str:
    """Return the chance as a figure: "31 %"; nothing by the plain rule, which knows none."""
    return "" if chance.percent is None else f"{percent_bare(chance.percent)} %"


def chance_sentence(chance: Chance) -> str:
    """Return what is known of their coming back: "31 % chance they come back unasked"."""
    if chance.percent is not None:
        return tr("{percent} % chance they come back unasked").format(
            percent=percent_bare(chance.percent)
        )
    if chance.rhythm is None:
        return tr("Too few visits yet to say when they come")
    rhythm = days_words(chance.rhythm)
    if chance.is_late:
        return trn(
            "Usually here every {rhythm}, {count} day late",
            "Usually here every {rhythm}, {count} days late",
            chance.days_late,
        ).format(rhythm=rhythm, count=formats.number(chance.days_late))
    return tr("Here in their usual rhythm of {rhythm}").format(rhythm=rhythm)


def expected_sentence(chance: Chance, settings: ShopSettings) -> str:
    """Return what the next year may bring, roughly; nothing by the plain rule."""
    if chance.expected_purchases is None:
        return ""
    visits = round(chance.expected_purchases)
    if visits == 0:
        return tr("Hardly a visit to be expected in the next year")
    if chance.expected_money is None:
        words = trn(
            "About {count} visit to be expected in the next year",
            "About {count} visits to be expected in the next year",
            visits,
        )
        return words.format(count=formats.number(visits))
    words = trn(
        "About {count} visit and {amount} to be expected in the next year",
        "About {count} visits and {amount} to be expected in the next year",
        visits,
    )
    return words.format(
        count=formats.number(visits), amount=money(rough(chance.expected_money), settings)
    )


def reason_words(part: Part, signs: Signs, settings: ShopSettings, today: date) -> str:
    """Return one part of a score as it is said: "42 days late", "scored us 6"."""
    if part.name == "late":
        return trn("{count} day late", "{count} days late", signs.days_late).format(
            count=formats.number(signs.days_late)
        )
    if part.name == "worth":
        return tr("{amount} a year").format(amount=money(signs.yearly_worth, settings))
    if part.name == "unhappy":
        return tr("scored us {score}").format(score=signs.scored)
    if part.name == "plan_ended" and signs.plan_ended_on is not None:
        return tr("plan ended {day}, not renewed").format(
            day=formats.day_near(signs.plan_ended_on, today)
        )
    return trn("brought {count} friend", "brought {count} friends", signs.friends).format(
        count=formats.number(signs.friends)
    )


def reasons_line(
    score: Score,
    signs: Signs,
    settings: ShopSettings,
    today: date,
    *,
    most: int = 3,
    late: bool = True,
) -> str:
    """Return why to approach somebody: "42 days late · ¥86,200 a year · scored us 6".

    `late` is False where it was said already that they are late.
    """
    told = [part for part in score.told if late or part.name != "late"]
    return " · ".join(reason_words(part, signs, settings, today) for part in told[:most])


def part_lines(score: Score) -> list[str]:
    """Return how a score came about, a line for each part: "Late: 40 of 40"."""
    names = {
        "late": tr("Late against their own rhythm: {points} of {most}"),
        "worth": tr("What they spend in a year: {points} of {most}"),
        "unhappy": tr("An unhappy answer: {points} of {most}"),
        "plan_ended": tr("A plan ended, not renewed: {points} of {most}"),
        "friends": tr("Friends they brought: {points} of {most}"),
    }
    return [names[part.name].format(points=part.points, most=part.most) for part in score.parts]


def score_words(score: Score) -> str:
    """Return the score with its measure: "Worth approaching: 79 of 100"."""
    return tr("Worth approaching: {points} of 100").format(points=score.points)


def outlook_line(standing: Standing, settings: ShopSettings, today: date) -> str:
    """Return where a customer stands in one line, nothing where nothing can be said yet.

    "31 % chance they come back unasked · 42 days late · ¥86,200 a year".
    """
    if standing.signs.days_since is None:
        return ""
    chance = standing.chance
    by_model = chance.percent is not None
    known = chance_sentence(chance) if by_model or chance.rhythm is not None else ""
    if not standing.score.has_reason:
        return known
    reasons = reasons_line(standing.score, standing.signs, settings, today, late=by_model)
    return joined((known, reasons))


def outlook_how(standing: Standing, settings: ShopSettings) -> str:
    """Return how that came about, line by line: the next year, the score and its parts."""
    lines = [expected_sentence(standing.chance, settings)]
    if standing.score.has_reason:
        lines += [score_words(standing.score), *part_lines(standing.score)]
    return "\n".join(filter(None, lines))


def percent_bare(percent: Fraction) -> str:
    """Return the number of a chance: "31"; never 0 or 100, which would be certain."""
    whole = round(percent)
    return "<1" if whole == 0 else ">99" if whole == 100 else formats.number(whole)


def days_words(days: Fraction) -> str:
    """Return a number of days that may have a half: "1 day", "14 days", "6.5 days"."""
    shown = f"{float(days):g}" if days.denominator == 2 else formats.number(int(days))
    return trn("{days} day", "{days} days", 1 if days == 1 else 2).format(days=shown)


def rough(amount_minor: int) -> int:
    """Return an amount with its first two figures only: 49,968 as 50,000."""
    spare = max(len(str(abs(amount_minor))) - _FIGURES_OF_A_GUESS, 0)
    return round(amount_minor, -spare)


def joined(words: Iterable[str]) -> str:
    """Return several words beside each other, those that are empty left out."""
    return " · ".join(filter(None, words))
