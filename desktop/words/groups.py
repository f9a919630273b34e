"""Says the groups by recency, frequency and money: their names, who is in them, what to do."""

from collections.abc import Mapping

from db.rules.groups import GroupName
from desktop.i18n import mark, tr

_NAMES: Mapping[GroupName, str] = {
    "champions": mark("Best customers"),
    "loyal": mark("Regulars"),
    "promising": mark("Becoming regulars"),
    "new": mark("Just found us"),
    "attention": mark("Want attention"),
    "fading": mark("Fading"),
    "missed": mark("Dearly missed"),
    "slipping": mark("Drifting off"),  # slipping away is who is late by their own rhythm
    "asleep": mark("Asleep"),
    "lost": mark("Long gone"),
}
_MEANINGS: Mapping[GroupName, str] = {
    "champions": mark("They were here lately, come often and spend most."),
    "loyal": mark("They come often and were here not long ago."),
    "promising": mark("They were here lately and have begun to come again or to spend well."),
    "new": mark("They were here lately, for one of their first times, and spent little so far."),
    "attention": mark("They spend well, but it has been a while."),
    "fading": mark("They come seldom, spend little, and it has been a while."),
    "missed": mark("They came often and spent most, and have not been here for long."),
    "slipping": mark("They had begun to come or to spend, and have not been here for long."),
    "asleep": mark("They came once or twice, spent little, and have not been here for long."),
    "lost": mark("Nobody has stayed away longer."),
}
_ACTS: Mapping[GroupName, str] = {
    "champions": mark("Thank them by name, ask them to bring a friend."),
    "loyal": mark("Show them what the next tier or a plan would give."),
    "promising": mark("Invite them to the next visit while they remember this one."),
    "new": mark("Make the second visit easy: a small coupon with a date."),
    "attention": mark("Write before the rhythm is lost: what is new, what they like."),
    "fading": mark("Remind them of their points; a postcard is enough."),
    "missed": mark("Call them yourself and ask what happened."),
    "slipping": mark("Send a reason to come back, and hold some out to see whether it works."),
    "asleep": mark("One friendly letter at most."),
    "lost": mark("Let them go in peace, or ask once with a strong offer."),
}


def group_name_words(name: GroupName) -> str:
    """Return the plain name of a group."""
    return tr(_NAMES[name])


def group_meaning(name: GroupName) -> str:
    """Return who is in a group."""
    return tr(_MEANINGS[name])


def group_act(name: GroupName) -> str:
    """Return what to do for a group."""
    return tr(_ACTS[name])
