"""Says a campaign before it starts: whom it reaches, who gets nothing and why, what can be seen."""

from collections.abc import Sequence
from fractions import Fraction

from db.rules.campaigns import LeftOut, customers_needed, smallest_lift
from db.rules.channels import CampaignChannel
from db.rules.shop import ShopSettings
from db.usecases.campaigns import CampaignPreview
from desktop import formats
from desktop.i18n import tr, trn
from desktop.words.offers import in_sentences, money

# What comes back by itself is not known beforehand: one in five is what most small shops see of a
# group that they would write to in a month.
_BY_ITSELF = Fraction(1, 5)
_WORTH_SEEING = Fraction(1, 10)


def group_size_words(size: int) -> str:
    """Return what the figure of the group counts: "customers in the group"."""
    return trn("customer in the group", "customers in the group", size)


def some_names(names: Sequence[str], size: int) -> str:
    """Return some names of many: "Tanaka, Sato and 46 more"; nothing where there are none."""
    shown = tr(", ").join(names)
    if size <= len(names):
        return shown
    more = formats.number(size - len(names))
    return tr("{names} and {count} more").format(names=shown, count=more)


def treated_words(preview: CampaignPreview, channel: CampaignChannel) -> str:
    """Return how many get something: "48 get the letter"."""
    count = preview.treated
    words = {
        "letter": trn("{count} gets the letter.", "{count} get the letter.", count),
        "postcard": trn("{count} gets the postcard.", "{count} get the postcard.", count),
        "mail": trn("{count} gets the e-mail.", "{count} get the e-mail.", count),
        "call": trn("{count} is called.", "{count} are called.", count),
        "counter": trn(
            "{count} is told at the counter.", "{count} are told at the counter.", count
        ),
    }
    return words[channel].format(count=formats.number(count))


def holdout_words(preview: CampaignPreview, channel: CampaignChannel) -> str:
    """Return how many get nothing, and what that is good for."""
    count, size = preview.held, preview.treated + preview.held
    if not count:
        return tr(
            "Everybody gets it. Then nobody can say who would have come by themselves, "
            "and you will not see what it did."
        )
    told = {"count": formats.number(count), "size": formats.number(size)}
    return _held(count, channel).format(**told)


def left_out_words(left_out: LeftOut, channel: CampaignChannel) -> str:
    """Return who of the group is in neither part, and why; nothing where all are in one."""
    said = []
    if left_out.refused:
        said.append(_refused(left_out.refused, channel))
    if left_out.unreachable:
        said.append(_unreachable(left_out.unreachable, channel))
    if left_out.elsewhere:
        words = trn("{count} is in another campaign now.",
                    "{count} are in another campaign now.", left_out.elsewhere)  # fmt: skip
        said.append(words.format(count=formats.number(left_out.elsewhere)))
    if not said:
        return ""
    return in_sentences([tr("Left out:"), *said])


def power_words(preview: CampaignPreview) -> str:
    """Return which difference could be seen with so many, in plain words."""
    treated, held = preview.treated, preview.held
    if not held or not treated:
        return ""
    lift = smallest_lift(_BY_ITSELF, treated=treated, held=held)
    if lift is not None and lift <= Fraction(1, 2):
        words = tr(
            "With this many you would most likely notice {lift} more of 100 coming back, "
            "where 20 of 100 come by themselves; less may stay hidden in chance."
        )
        return words.format(lift=formats.number(int(lift * 100)))
    needed = customers_needed(_BY_ITSELF, _WORTH_SEEING, treated=treated, held=held)
    words = tr(
        "These are few: only a very large difference would show. To notice 10 more of 100 coming "
        "back, about {needed} people would be needed. It is worth trying all the same."
    )
    return words.format(needed=formats.number(_rounded(needed)))


def cost_words(preview: CampaignPreview, cost_each: int, settings: ShopSettings) -> str:
    """Return what writing to them costs, nothing where it costs nothing."""
    if not cost_each or not preview.treated:
        return ""
    return tr("Cost: {count} × {each} = {total}.").format(
        count=formats.number(preview.treated),
        each=money(cost_each, settings),
        total=money(cost_each * preview.treated, settings),
    )


def nobody_words(preview: CampaignPreview) -> str:
    """Return what to do where nobody can be reached."""
    if preview.reach.size == 0:
        return tr("Nobody is in this group now. Take a condition away.")
    return tr("Nobody of this group can be reached this way. Choose another way.")


def frozen_words(preview: CampaignPreview) -> str:
    """Return what is asked before a start."""
    sentences = [
        tr("Start now? By chance it is drawn who gets nothing, and the group is frozen: nobody "
           "comes in or goes out any more."),
    ]  # fmt: skip
    if preview.held:
        words = tr("{treated} get it, {held} get nothing.")
        sentences.append(
            words.format(treated=formats.number(preview.treated), held=formats.number(preview.held))
        )
    else:
        words = trn("{count} customer gets it.", "{count} customers get it.", preview.treated)
        sentences.append(words.format(count=formats.number(preview.treated)))
    return in_sentences(sentences)


def _held(count: int, channel: CampaignChannel) -> str:
    words = {
        "letter": trn(
            "{count} of {size} gets nothing, drawn by chance, so that you can see what "
            "the letter did.",
            "{count} of {size} get nothing, drawn by chance, so that you can see what "
            "the letter did.",
            count,
        ),
        "postcard": trn(
            "{count} of {size} gets nothing, drawn by chance, so that you can see what "
            "the postcard did.",
            "{count} of {size} get nothing, drawn by chance, so that you can see what "
            "the postcard did.",
            count,
        ),
        "mail": trn(
            "{count} of {size} gets nothing, drawn by chance, so that you can see what "
            "the e-mail did.",
            "{count} of {size} get nothing, drawn by chance, so that you can see what "
            "the e-mail did.",
            count,
        ),
        "call": trn(
            "{count} of {size} is not called, drawn by chance, so that you can see what "
            "the calls did.",
            "{count} of {size} are not called, drawn by chance, so that you can see what "
            "the calls did.",
            count,
        ),
        "counter": trn(
            "{count} of {size} gets nothing, drawn by chance, so that you can see what "
            "the offer did.",
            "{count} of {size} get nothing, drawn by chance, so that you can see what "
            "the offer did.",
            count,
        ),
    }
    return words[channel]


def _refused(count: int, channel: CampaignChannel) -> str:
    words = {
        "letter": trn("{count} asked for no letters.", "{count} asked for no letters.", count),
        "postcard": trn("{count} asked for no letters.", "{count} asked for no letters.", count),
        "mail": trn(
            "{count} did not say yes to e-mails.", "{count} did not say yes to e-mails.", count
        ),
        "call": trn("{count} asked for no calls.", "{count} asked for no calls.", count),
    }
    return words[channel].format(count=formats.number(count))


def _unreachable(count: int, channel: CampaignChannel) -> str:
    words = {
        "letter": trn("{count} has no address.", "{count} have no address.", count),
        "postcard": trn("{count} has no address.", "{count} have no address.", count),
        "mail": trn("{count} has no e-mail address.", "{count} have no e-mail address.", count),
        "call": trn("{count} has no phone number.", "{count} have no phone number.", count),
    }
    return words[channel].format(count=formats.number(count))


def _rounded(needed: int) -> int:
    """Round up to two figures: nobody counts people to the last one."""
    step = int(10 ** max(len(str(needed)) - 2, 0))
    return -(-needed // step) * step
