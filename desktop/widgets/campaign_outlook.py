"""What a planned campaign would do, counted live: whom it reaches, who gets nothing, what shows."""

from PySide6.QtCore import Qt, Signal

from db.errors import ShopError
from db.rules.campaigns import check_arms
from db.rules.shop import ShopSettings
from desktop import formats, theme
from desktop.i18n import tr
from desktop.messages import explain
from desktop.widgets.big_figure import BigFigure
from desktop.widgets.buttons import quiet
from desktop.widgets.campaign_counter import Counted
from desktop.widgets.labels import heading, label, muted, rule, small
from desktop.widgets.panel import Panel
from desktop.words import campaign_plans as words


class CampaignOutlook(Panel):
    """Says the count as soon as it is known; until then that it is being counted."""

    who_asked = Signal()

    def __init__(self) -> None:
        super().__init__(tr("Who is in it"))
        self.setObjectName("campaign.outlook")
        self.counted: Counted | None = None
        self.figure = BigFigure()
        self.group = label(wrap=True)
        self.names = muted(wrap=True)
        self.who_button = quiet(tr("See everybody"), "campaign.who", self.who_asked.emit)
        self.left_out = small(wrap=True)
        self.treated = label(role="strong", wrap=True)
        self.held = label(wrap=True)
        self.power = small(wrap=True)
        self.cost = label(wrap=True)
        self.reads_over = heading()
        self.reads = label(wrap=True)
        self.reads.setObjectName("campaign.reads")
        for widget in (self.figure, self.group, self.names):
            self.body.addWidget(widget)
        self.body.addWidget(self.who_button, 0, Qt.AlignmentFlag.AlignLeft)
        parts = (self.left_out, rule(), self.treated, self.held, self.power, self.cost)
        for part in parts:
            self.body.addWidget(part)
        self.body.addSpacing(theme.GAP)
        for widget in (self.reads_over, self.reads):
            self.body.addWidget(widget)
        self.body.addStretch(1)
        self.show_group("")
        self.show_message("", "")
        self.show_counting()

    def show_counting(self) -> None:
        """Say that it is being counted; what was counted before stays in sight."""
        if self.counted is None:
            self.figure.show_figure("…", tr("being counted"))
            self._show()

    def show_nothing(self) -> None:
        """Say no count: what was typed cannot be understood yet."""
        self.counted = None
        self.figure.show_figure("–", "")
        self._show()

    def show_refused(self, sentence: str) -> None:
        """Say why it cannot be counted."""
        self.show_nothing()
        self._show(held=sentence)

    def show_counted(self, counted: Counted, *, cost_each: int, settings: ShopSettings) -> None:
        """Say what was counted."""
        self.counted = counted
        preview, way = counted.preview, counted.asked.channel
        size = len(preview.reach.customers)
        figure = formats.number(preview.reach.size)
        self.figure.show_figure(figure, words.group_size_words(preview.reach.size))
        self._show(
            names=words.some_names(counted.names, size),
            left_out=words.left_out_words(preview.reach.left_out, way),
            treated=words.treated_words(preview, way) if size else words.nobody_words(preview),
            held=_held_words(counted, settings) if size else "",
            power=words.power_words(preview),
            cost=words.cost_words(preview, cost_each, settings),
        )
        self.who_button.setVisible(size > len(counted.names))

    def show_group(self, said: str) -> None:
        """Say in words who is in the group: chips and fields together."""
        self.group.setText(said)
        self.group.setVisible(bool(said))

    def show_message(self, name: str, text: str) -> None:
        """Show the words as somebody will read them; nothing where nothing is written."""
        self.reads_over.setText(tr("As {name} reads it").format(name=name))
        self.reads.setText(text)
        for widget in (self.reads_over, self.reads):
            widget.setVisible(bool(text))

    def _show(
        self,
        *,
        names: str = "",
        left_out: str = "",
        treated: str = "",
        held: str = "",
        power: str = "",
        cost: str = "",
    ) -> None:
        for widget, said in (
            (self.names, names),
            (self.left_out, left_out),
            (self.treated, treated),
            (self.held, held),
            (self.power, power),
            (self.cost, cost),
        ):
            widget.setText(said)
            widget.setVisible(bool(said))
        self.who_button.setVisible(False)


def _held_words(counted: Counted, settings: ShopSettings) -> str:
    """Return who gets nothing, or that the group is too small for that."""
    preview, asked = counted.preview, counted.asked
    try:
        check_arms(len(preview.reach.customers), preview.held, percent=asked.holdout_percent)
    except ShopError as refusal:
        return explain(refusal, settings)
    return words.holdout_words(preview, asked.channel)
