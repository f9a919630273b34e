"""Says where somebody stands among the tiers, why a tier changed, and what a change would do."""

from datetime import date
from typing import Literal

from db.queries.tier_trials import TierTrial, WouldLose, WouldReach
from db.rules.shop import ShopSettings
from db.rules.tiers import Measure, Tier, TierChange, TierTrack
from desktop import formats
from desktop.i18n import tr, trn

ChangeTone = Literal["gold", "good", "warn", "plain"]


def measured(value: int, measure: Measure, settings: ShopSettings) -> str:
    """Write so much of a measure: "¥3,200", "40 points", "3 visits"."""
    if measure == "spend":
        return formats.money(value, currency=settings.currency, digits=settings.digits)
    if measure == "points":
        words = trn("{count} point", "{count} points", value)
    else:
        words = trn("{count} visit", "{count} visits", value)
    return words.format(count=formats.number(value))


def way_line(track: TierTrack, settings: ShopSettings, today: date) -> str:
    """Return the way to the next tier: "¥3,200 to Gold by 31 March"; nothing without one."""
    tier = track.next_tier
    if tier is None:
        return ""
    if track.missing == 0:
        return tr("{tier} with the next purchase").format(tier=tier.name)
    missing = measured(track.missing, tier.measure, settings)
    if track.by is None:
        return short_way(track, settings)
    return tr("{missing} to {tier} by {day}").format(
        missing=missing, tier=tier.name, day=formats.day_near(track.by, today)
    )


def short_way(track: TierTrack, settings: ShopSettings) -> str:
    """Return the way to the next tier without its day, where there is little room."""
    tier = track.next_tier
    if tier is None or track.missing == 0:
        return ""
    missing = measured(track.missing, tier.measure, settings)
    return tr("{missing} to {tier}").format(missing=missing, tier=tier.name)


def keep_line(track: TierTrack, settings: ShopSettings, today: date) -> str:
    """Return what the held tier asks for until it is looked at: "another ¥12,000 keeps Gold"."""
    held = track.held
    if held is None:
        return ""
    day = formats.day_near(held.until, today)
    if not track.stays:
        words = tr("{tier} is no longer offered: it ends on {day}")
        return words.format(tier=held.tier.name, day=day)
    if track.keep_missing == 0:
        return tr("{tier} will stay after {day}").format(tier=held.tier.name, day=day)
    missing = measured(track.keep_missing, held.tier.measure, settings)
    words = tr("Another {missing} by {day} and {tier} stays")
    return words.format(missing=missing, tier=held.tier.name, day=day)


# -- Why a tier changed ---------------------------------------------------------------------


def change_chip(change: TierChange) -> tuple[str, ChangeTone]:
    """Return in a word or two what became of the tier, and in which tone."""
    if change.cause == "refund":
        return tr("Taken by a refund"), "warn"
    if change.kind == "reached":
        return tr("Tier reached"), "gold"
    if change.kind == "kept":
        return tr("Tier kept"), "good"
    return (tr("A step down") if change.kind == "dropped" else tr("Tier over")), "plain"


def change_line(change: TierChange) -> str:
    """Return what is held from then on: "Gold until 31 Mar 2027", "Silver instead of Gold"."""
    before = change.before.name if change.before else ""
    if change.tier is None or change.until is None:
        return tr("{before} is over").format(before=before)
    values = {
        "tier": change.tier.name,
        "before": before,
        "day": formats.day(change.until),
    }
    if change.before is None or change.before.id == change.tier.id:
        return tr("{tier} until {day}").format(**values)
    return tr("{tier} instead of {before}, until {day}").format(**values)


def change_reason(change: TierChange, settings: ShopSettings) -> str:
    """Return why it changed: which sum counted over which days, and what was needed."""
    asked = change.asked
    if change.cause == "look" and not asked.offered:
        words = tr("Looked at on {day}: {tier} is no longer offered.")
        return words.format(day=formats.day(change.day), tier=asked.name)
    words = {
        "sale": tr("This purchase made it {have} from {first} to {last}; {needed} are needed."),
        "look": tr("Looked at on {last}: {have} since {first}; {needed} are needed."),
        "refund": tr("The refund leaves {have} from {first} to {last}; {needed} are needed."),
    }[change.cause]
    return words.format(
        have=measured(change.have, asked.measure, settings),
        first=formats.day(change.first),
        last=formats.day(change.last),
        needed=measured(asked.threshold, asked.measure, settings),
    )


def change_sentence(change: TierChange, settings: ShopSettings) -> str:
    """Return a change with its reason, for those who read one line."""
    words = tr("{change}. {reason}")
    return words.format(change=change_line(change), reason=change_reason(change, settings))


# -- What a change would do -----------------------------------------------------------------


def trial_sentences(trial: TierTrial, *, today: date) -> list[str]:
    """Return what a change would do in calm sentences, the most welcome first."""
    tier = trial.tier
    sentences = [_when(tier, today)]
    because = sum(not each.anyway for each in trial.lose)
    if trial.reach:
        words = trn(
            "{count} customer would reach it with the next purchase.",
            "{count} customers would reach it with their next purchase.",
            len(trial.reach),
        )
        sentences.append(words.format(count=formats.number(len(trial.reach))))
    if because:
        words = trn(
            "By this change {count} of the {holders} who hold it would not keep it.",
            "By this change {count} of the {holders} who hold it would not keep it.",
            because,
        )
        count, holders = formats.number(because), formats.number(trial.holders)
        sentences.append(words.format(count=count, holders=holders))
    if not trial.reach and not because:
        sentences.append(tr("Nobody's tier changes by that."))
    return sentences + _rest(trial, because=because)


def trial_assumption(trial: TierTrial) -> str:
    """Return what is taken for granted."""
    months = trial.tier.window_months or 12
    words = trn(
        "It is taken that everybody goes on buying as in the last month. Nobody loses a tier "
        "before its day.",
        "It is taken that everybody goes on buying as in the last {count} months. Nobody loses a "
        "tier before its day.",
        months,
    )
    return words.format(count=formats.number(months))


def reach_line(each: WouldReach, trial: TierTrial, settings: ShopSettings) -> str:
    """Return what somebody who would reach the tier has, and holds today."""
    have = measured(each.have, trial.tier.measure, settings)
    if each.holds is None:
        return have
    return tr("{have}, {tier} today").format(have=have, tier=each.holds)


def lose_line(each: WouldLose, trial: TierTrial, settings: ShopSettings, *, today: date) -> str:
    """Return until when somebody keeps the tier, and what comes then."""
    day = formats.day_near(each.until, today)
    if not trial.tier.offered:
        words = tr("until {day}, then {tier}") if each.falls_to else tr("until {day}, then none")
        return words.format(day=day, tier=each.falls_to)
    missing = measured(each.missing, trial.tier.measure, settings)
    words = tr("{missing} short, until {day}, then none")
    if each.falls_to is not None:
        words = tr("{missing} short, until {day}, then {tier}")
    return words.format(missing=missing, day=day, tier=each.falls_to)


def _when(tier: Tier, today: date) -> str:
    if tier.since <= today:
        return tr("This would hold from today on.")
    return tr("This would hold from tomorrow, {day}, on.").format(day=formats.day_short(tier.since))


def _rest(trial: TierTrial, *, because: int) -> list[str]:
    sentences = []
    anyway = len(trial.lose) - because
    if anyway:
        words = trn(
            "{count} would not keep it anyway.",
            "{count} would not keep it anyway.",
            anyway,
        )
        sentences.append(words.format(count=formats.number(anyway)))
    if trial.stay and trial.lose:
        words = trn("{count} would keep it.", "{count} would keep it.", trial.stay)
        sentences.append(words.format(count=formats.number(trial.stay)))
    return sentences
