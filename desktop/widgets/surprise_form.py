"""The form of a surprise: among whom is drawn, how many win, and what."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtWidgets import QVBoxLayout, QWidget

from db.errors import ShopError
from db.rules.shop import ShopSettings
from db.rules.surprises import Group, WeightedGift, read_gifts
from db.usecases.surprises import NewSurprise
from desktop import formats
from desktop.i18n import tr
from desktop.widgets.day_edit import DayEdit
from desktop.widgets.form import choice_field, chosen, text_field
from desktop.widgets.gifts_edit import GiftsEdit
from desktop.widgets.labels import small, strong
from desktop.widgets.number_edit import NumberEdit
from desktop.widgets.offer_fields import OfferForm, if_readable, offer_choices
from desktop.words.surprises import group_words, law_note, surprise_story


@dataclass(frozen=True)
class DrawFrom:
    """What a group and its gifts can name."""

    tiers: Sequence[str] = ()
    plans: Sequence[str] = ()
    tags: Sequence[str] = ()
    rewards: Sequence[str] = ()


class SurpriseForm(OfferForm):
    """Reads a surprise; tells at each change how many are in the group now."""

    def __init__(
        self, settings: ShopSettings, *, today: date, size_of: Callable[[Group], int]
    ) -> None:
        """`size_of` tells how many are in a group; it may refuse."""
        super().__init__(settings, "surprise")
        self._today = today
        self._size_of = size_of
        self._counted: tuple[Group, int] | None = None
        self.name = text_field("surprise.name", tr("Name"), longest=80)
        self.count = NumberEdit("surprise.count", tr("How many win"))
        self.gifts = GiftsEdit()
        self._add_group()
        self._add_gifts()
        self.tell_changes_of(
            self.name, self.count, self.tier, self.plan, self.tag, self.month, self.here,
            self.away, self.joined, self.spent, self.visits,
        )  # fmt: skip
        self.gifts.changed.connect(self._tell)

    @property
    def fields(self) -> dict[str, QWidget]:
        return {**self.main.fields, **self.more.fields, **self.gifts.fields}

    def begin(self, around: DrawFrom) -> None:
        """Begin a new surprise among all customers."""
        self._counted = None
        for field in (self.name, self.here, self.away, self.joined, self.spent):
            field.clear()
        for number in (self.visits, self.count):
            number.show_number(None)
        nobody_left_out = ("", tr("All"))
        for choice, names in (
            (self.tier, around.tiers),
            (self.plan, around.plans),
            (self.tag, around.tags),
        ):
            offer_choices(choice, [nobody_left_out, *((name, name) for name in names)], "")
        months = [(str(n), formats.month_short(date(2000, n, 1))) for n in range(1, 13)]
        offer_choices(self.month, [nobody_left_out, *months], "")
        self.gifts.begin(around.rewards)
        self.fold(folded=True)

    def group(self) -> Group:
        """Return among whom is drawn; raises what cannot be understood."""
        month = chosen(self.month)
        return Group(
            tier=chosen(self.tier) or None,
            plan=chosen(self.plan) or None,
            tag=chosen(self.tag) or None,
            visited_since=self.here.day_or_none(),
            not_visited_since=self.away.day_or_none(),
            birthday_month=int(month) if month else None,
            joined_since=self.joined.day_or_none(),
            minimum_spent=self.spent.amount_or_none(),
            minimum_visits=self.visits.number_or_none("group.minimum_visits"),
        )

    def read(self) -> NewSurprise:
        """Return the surprise as it is described; raises what cannot be understood."""
        group = self.group()
        return NewSurprise(
            name=self.name.text(),
            group=group,
            group_words=group_words(group, self.settings),
            count=self.count.number("count"),
            gifts=read_gifts(self.gifts.read()),
        )

    def story(self) -> str:
        try:
            group = self.group()
            size = self._size(group)
        except ShopError:
            return ""
        return surprise_story(
            group,
            self.settings,
            size=size,
            count=if_readable(lambda: self.count.number_or_none("count")),
            gifts=self._gifts(),
        )

    def _gifts(self) -> tuple[WeightedGift, ...]:
        told = self.gifts.as_far_as_told()
        return if_readable(lambda: read_gifts(told)) or ()

    def _size(self, group: Group) -> int:
        """Return how many are in the group; while other fields are typed it is not asked again."""
        if self._counted is None or self._counted[0] != group:
            self._counted = group, self._size_of(group)
        return self._counted[1]

    def _add_group(self) -> None:
        country = self.settings.country

        def day(name: str, words: str) -> DayEdit:
            field = DayEdit(f"surprise.{name}", words, country=country, today=self._today)
            field.setPlaceholderText("")
            return field

        self.tier = choice_field("surprise.tier", tr("From this tier on"), [])
        self.plan = choice_field("surprise.plan", tr("For members of"), [])
        self.tag = choice_field("surprise.tag", tr("Marked with"), [])
        self.month = choice_field("surprise.month", tr("Birthday in"), [])
        self.here = day("here", tr("Here since"))
        self.away = day("away", tr("Not here since"))
        self.joined = day("joined", tr("Joined since"))
        self.spent = self.money_field("surprise.spent", tr("Spent at least"))
        self.visits = NumberEdit("surprise.visits", tr("Visits at least"))
        main, more = self.main, self.more
        main.add("name", tr("Name"), self.name, wide=True)
        main.add_widget(strong(tr("Among whom is drawn?")), wide=True)
        main.add("group.tier", tr("From this tier on"), self.tier)
        main.add("group.plan", tr("For members of"), self.plan)
        main.add("group.tag", tr("Marked with"), self.tag)
        main.add("group.birthday_month", tr("Birthday in"), self.month)
        main.add("group.visited_since", tr("Here since"), self.here)
        main.add("group.not_visited_since", tr("Not here since"), self.away)
        more.add("group.joined_since", tr("Joined since"), self.joined)
        more.add("group.minimum_spent", tr("Spent at least"), self.spent)
        more.add("group.minimum_visits", tr("Visits at least"), self.visits)

    def _add_gifts(self) -> None:
        """Put what is won under the group, and the law under all."""
        column = self.layout()
        assert isinstance(column, QVBoxLayout)
        place = column.count() - 1  # before the room that is left
        self.main.fields["count"] = self.count
        over = strong(tr("How many win"))
        over.setBuddy(self.count)
        parts = (
            over,
            self.count,
            strong(tr("What can be won?")),
            self.gifts,
            small(law_note(self.settings), wrap=True),
        )
        for number, part in enumerate(parts):
            column.insertWidget(place + number, part)
