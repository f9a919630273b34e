"""Says what rewards and coupons give: in a line of a list, and in the sentences under a form."""

from dataclasses import dataclass
from datetime import date

from db.queries.rewards import RewardFigures
from db.rules.rewards import Reward, RewardKind
from db.rules.shop import ShopSettings
from desktop import formats
from desktop.i18n import mark, tr, trn
from desktop.theme import Tone
from desktop.words.offers import OPEN, in_line, in_sentences, money, points

Chips = list[tuple[str, Tone]]

_KINDS: dict[RewardKind, str] = {
    "free_item": mark("Free item"),
    "amount_off": mark("{sign} off"),
    "percent_off": mark("% off"),
    "points": mark("Extra points"),
    "free_months": mark("Free months"),
    "donation": mark("Donation"),
}
_VALUES: dict[RewardKind, str] = {
    "free_item": mark("Worth at most"),
    "amount_off": mark("How much off"),
    "percent_off": mark("How many percent"),
    "points": mark("How many points"),
    "free_months": mark("How many months"),
    "donation": mark("Amount given"),
}
_FEW = 5


def kinds(settings: ShopSettings) -> list[tuple[str, str]]:
    """Return the kinds of rewards to choose from, the most common first."""
    sign = formats.currency_sign(settings.currency)
    return [(kind, tr(words).format(sign=sign)) for kind, words in _KINDS.items()]


def value_words(kind: RewardKind) -> str:
    """Return what the value of a kind is called in the form."""
    return tr(_VALUES[kind])


@dataclass(frozen=True)
class RewardDraft:
    """A reward as far as it has been described; None is still to come, or not asked for."""

    name: str
    kind: RewardKind
    value: int | None
    cost: int | None
    stock: int | None = None
    valid_from: date | None = None
    valid_until: date | None = None
    valid_days: int | None = None
    minimum: int | None = None
    max_discount: int | None = None
    max_per_customer: int | None = None
    categories: tuple[str, ...] = ()
    tier: str | None = None
    plan: str | None = None
    immediate: bool = False
    combinable: bool = False


def draft_of(reward: Reward, *, tier: str | None, plan: str | None) -> RewardDraft:
    """Return a reward that is offered, described the same way."""
    terms = reward.terms
    return RewardDraft(
        name=reward.name,
        kind=terms.kind,
        value=terms.value,
        cost=reward.cost,
        stock=reward.stock_left,
        valid_from=reward.valid_from,
        valid_until=reward.valid_until,
        valid_days=reward.valid_days,
        minimum=terms.minimum or None,
        max_discount=terms.max_discount,
        max_per_customer=reward.max_per_customer,
        categories=terms.categories,
        tier=tier,
        plan=plan,
        immediate=reward.immediate,
        combinable=terms.combinable,
    )


def reward_line(draft: RewardDraft, settings: ShopSettings, *, today: date) -> str:
    """Return what the list says of a reward: "650 points · 12 left · until 31 Dec 2026"."""
    facts = [points(draft.cost) if draft.cost else tr("no points")]
    gift = _gives(draft, settings)
    if gift not in draft.name:
        facts.append(gift)
    if draft.minimum:
        facts.append(tr("from {amount}").format(amount=money(draft.minimum, settings)))
    if draft.categories:
        facts.append(tr("for {categories}").format(categories=", ".join(draft.categories)))
    if draft.tier:
        facts.append(tr("{tier} and up").format(tier=draft.tier))
    if draft.plan:
        facts.append(tr("members of {plan}").format(plan=draft.plan))
    if draft.stock is not None and draft.stock > _FEW:
        facts.append(tr("{count} left").format(count=formats.number(draft.stock)))
    facts += _when(draft, today)
    if draft.max_per_customer:
        words = trn("once for each customer", "{count} for each customer", draft.max_per_customer)
        facts.append(words.format(count=formats.number(draft.max_per_customer)))
    return in_line(facts)


def reward_figures_line(figures: RewardFigures, settings: ShopSettings) -> str:
    """Return what came of a reward so far; nothing where nothing did."""
    said = []
    if figures.times:
        words = trn("redeemed {count} time", "redeemed {count} times", figures.times)
        said.append(words.format(count=formats.number(figures.times)))
        said.append(points(figures.points))
    if figures.issued:
        words = trn("{used} of {count} coupon used", "{used} of {count} coupons used",
                    figures.issued)  # fmt: skip
        used, count = formats.number(figures.used), formats.number(figures.issued)
        said.append(words.format(used=used, count=count))
    if figures.discount:
        said.append(tr("{amount} off sales").format(amount=money(figures.discount, settings)))
    return in_line(said)


def reward_chips(reward: Reward, *, today: date) -> Chips:
    """Return what should be seen at once: used up, over, still to begin."""
    chips: Chips = []
    if reward.stock_left == 0:
        chips.append((tr("None left"), "warn"))
    elif reward.stock_left is not None and reward.stock_left <= _FEW:
        words = tr("{count} left").format(count=formats.number(reward.stock_left))
        chips.append((words, "gold"))
    if reward.valid_until is not None and reward.valid_until < today:
        chips.append((tr("Has ended"), "warn"))
    elif reward.valid_from is not None and reward.valid_from > today:
        chips.append((tr("Not yet begun"), "info"))
    return chips


def reward_story(draft: RewardDraft, settings: ShopSettings) -> str:
    """Return in sentences what is being made."""
    name = draft.name or OPEN
    first = tr("For {points} a customer gets “{name}”: {gift}.")
    if draft.kind == "donation":
        first = tr("For {points} of a customer the shop gives {gift} to “{name}”.")
    elif draft.cost == 0:
        first = tr("Without points a customer gets “{name}”: {gift}.")
    gift = _gives(draft, settings)
    if draft.kind == "donation":
        gift = money(draft.value, settings)
    sentences = [first.format(points=points(draft.cost), name=name, gift=gift)]
    sentences += _coupon_sentences(draft, settings)
    sentences += _offer_sentences(draft)
    return in_sentences(sentences)


def _gives(draft: RewardDraft, settings: ShopSettings) -> str:
    amount = money(draft.value, settings)
    plain = OPEN if draft.value is None else formats.number(draft.value)
    if draft.kind == "amount_off":
        return tr("{amount} off").format(amount=amount)
    if draft.kind == "percent_off":
        most = money(draft.max_discount, settings)
        words = tr("{percent} % off, {amount} at most")
        if draft.max_discount is None:
            words = tr("{percent} % off")
        return words.format(percent=plain, amount=most)
    if draft.kind == "free_item":
        return tr("free, worth up to {amount}").format(amount=amount)
    if draft.kind == "free_months":
        months = 2 if draft.value is None else draft.value
        return trn("{count} month free", "{count} months free", months).format(count=plain)
    if draft.kind == "donation":
        return tr("{amount} given to the cause").format(amount=amount)
    return tr("{points} extra points").format(points=plain)


def _when(draft: RewardDraft, today: date) -> list[str]:
    facts = []
    if draft.valid_from is not None and draft.valid_from > today:
        facts.append(tr("from {day} on").format(day=formats.day(draft.valid_from)))
    if draft.valid_until is not None:
        facts.append(tr("until {day}").format(day=formats.day(draft.valid_until)))
    return facts


def _coupon_sentences(draft: RewardDraft, settings: ShopSettings) -> list[str]:
    """Return what holds for the coupon that is handed out, or why there is none."""
    if draft.kind == "donation":
        return [tr("Any other number of points can be given too, at the same rate.")]
    if draft.immediate and draft.kind == "free_months":
        return [tr("Their plan becomes longer at once.")]
    if draft.immediate:
        return [tr("It is handed over at once, without a coupon.")]
    sentences = [_good_for(draft)]
    if draft.minimum:
        least = money(draft.minimum, settings)
        sentences.append(tr("The sale must come to {amount} or more.").format(amount=least))
    if draft.categories:
        names = ", ".join(draft.categories)
        sentences.append(tr("It counts for {categories} alone.").format(categories=names))
    if draft.kind == "free_months":
        sentences.append(tr("It is used on the customer's card and makes their plan longer."))
    if draft.combinable:
        sentences.append(tr("It goes together with other coupons."))
    return sentences


def _good_for(draft: RewardDraft) -> str:
    if draft.valid_days is None:
        return tr("The coupon has no last day.")
    words = trn(
        "The coupon is good for {count} day.", "The coupon is good for {count} days.",
        draft.valid_days,
    )  # fmt: skip
    return words.format(count=formats.number(draft.valid_days))


def _offer_sentences(draft: RewardDraft) -> list[str]:
    """Return who can have it, when, and how often."""
    sentences = []
    if draft.tier:
        sentences.append(tr("It is kept for {tier} and higher tiers.").format(tier=draft.tier))
    if draft.plan:
        sentences.append(tr("It is kept for members of {plan}.").format(plan=draft.plan))
    if draft.stock is not None:
        words = trn("There is {count} to give.", "There are {count} to give.", draft.stock)
        sentences.append(words.format(count=formats.number(draft.stock)))
    if draft.max_per_customer:
        words = trn(
            "Each customer can have it once.", "Each customer can have it {count} times.",
            draft.max_per_customer,
        )  # fmt: skip
        sentences.append(words.format(count=formats.number(draft.max_per_customer)))
    return [*sentences, *_span_sentences(draft)]


def _span_sentences(draft: RewardDraft) -> list[str]:
    first, last = draft.valid_from, draft.valid_until
    if first and last:
        words = tr("It is offered from {first} to {last}.")
        return [words.format(first=formats.day(first), last=formats.day(last))]
    if last:
        return [tr("It is offered until {day}.").format(day=formats.day(last))]
    if first:
        return [tr("It is offered from {day} on.").format(day=formats.day(first))]
    return []
