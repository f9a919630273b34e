"""Trying something: the group by pointing, the offer, the way, and beside it what it would do."""

from collections.abc import Callable, Mapping
from itertools import pairwise
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget
from shiboken6 import isValid

from db.clock import new_id
from db.errors import ShopError
from db.queries.campaigns import campaigns
from db.queries.customers import customer_record
from db.queries.rewards import all_rewards
from db.queries.subscriptions import all_plans, retired_plans
from db.queries.surprises import tags_in_use
from db.queries.tiers import all_tiers
from db.rules.campaigns import Campaign
from db.usecases.campaigns import add_campaign, edit_campaign
from desktop import theme
from desktop.i18n import speaking, tr
from desktop.messages import explain
from desktop.widgets.buttons import icon_button, primary
from desktop.widgets.campaign_counter import Asked, CampaignCounter, Counted
from desktop.widgets.campaign_outlook import CampaignOutlook
from desktop.widgets.campaign_terms import CampaignTerms, campaign_name
from desktop.widgets.form import Form, turn_focus
from desktop.widgets.group_panel import GroupPanel
from desktop.widgets.labels import label, title
from desktop.widgets.offer_fields import if_readable
from desktop.widgets.page import Page
from desktop.widgets.panel import Panel
from desktop.widgets.pause import Pause
from desktop.widgets.saved_groups import SavedGroups
from desktop.widgets.segment_edit import Nameable, SegmentEdit
from desktop.words import campaign_plans as words
from desktop.words.letters import owners_text
from desktop.words.segments import segment_words

_PAUSE_MS = 200  # between a letter and the count that knows it
_OUTLOOK_WIDTH = 330
_BOTH = 740  # pixels from which on both have room beside each other


class CampaignCover(QFrame):
    """Covers its page while a campaign is planned; Esc or the cross closes it, nothing is kept."""

    def __init__(self, page: Page, *, saved: Callable[[Campaign], object]) -> None:
        super().__init__(page)
        self.setObjectName("campaign")
        self.setProperty("role", "cover")
        self._page, self._saved = page, saved
        self._edited: Campaign | None = None
        self._before: QWidget | None = None
        self.operation_id = new_id()
        settings, today = page.session.settings, page.session.today
        self.terms = CampaignTerms(settings, today=today)
        self.segment = SegmentEdit(settings, today=today)
        self.groups = SavedGroups(page, self.segment.terms)
        self.outlook = CampaignOutlook()
        self.who = GroupPanel(page, "campaign.group")
        self.counter = CampaignCounter(page)
        self._pause = Pause(self, _PAUSE_MS, self.count_now)
        self._pause_of_words = Pause(self, _PAUSE_MS, self._tell_again)
        self._lay_out()
        self._connect()
        page.installEventFilter(self)
        self.hide()

    def begin(self, *, name: str = "", terms: Mapping[str, Any] | None = None) -> None:
        """Begin a new campaign, for everybody or for a group as the feed speaks it."""
        self._edited = None
        self.terms.begin(name=self._proposed(name), rewards=self._rewards())
        self._open(tr("Try something"), terms or {})
        self.terms.name.selectAll()

    def edit(self, campaign: Campaign) -> None:
        """Change a campaign that was planned."""
        self._edited = campaign
        self.terms.show_campaign(campaign, rewards=self._rewards())
        self._open(tr("Change “{name}”").format(name=campaign.name), None)
        self.segment.show_segment(campaign.segment)
        self.count_now()

    def begin_again(self, campaign: Campaign) -> None:
        """Begin a new campaign on the terms of one that is over: with more people, or again."""
        self.edit(campaign)
        self._edited = None
        self._say_title(tr("Try something"))
        self.terms.begin_again(name=self._proposed(campaign.name))
        self.terms.name.selectAll()

    def save(self) -> None:
        """Keep the campaign as planned."""
        self._page.fields = self._fields()
        self._page.attempt(self._keep, then=self._kept)

    def count_now(self) -> None:
        """Ask whom it would reach."""
        self._pause.stop()
        segment = if_readable(self.segment.segment)
        if segment is None:
            self.counter.forget()
            self.outlook.show_nothing()
            return
        self.outlook.show_counting()
        self.counter.ask(Asked(segment, self.terms.way(), self.terms.holdout_percent()))

    def show_who(self) -> None:
        """Show by name who is in it."""
        counted = self.outlook.counted
        if counted is not None:
            reach = counted.preview.reach
            about = words.left_out_words(reach.left_out, counted.asked.channel)
            self.who.show_customers(tr("Who is in it"), about, reach.customers)

    def close_cover(self) -> None:
        """Go back to the page, and to what had the focus there."""
        self._pause.stop()
        self._pause_of_words.stop()
        self.counter.forget()
        self.hide()
        if self._before is not None and isValid(self._before) and self._before.isVisible():
            self._before.setFocus()
        else:
            self._page.take_focus()

    # -- Inside -----------------------------------------------------------------------------

    def _open(self, words_over: str, terms: Mapping[str, Any] | None) -> None:
        db = self._page.session.db
        self.operation_id = new_id()  # a double press does nothing twice
        self._say_title(words_over)
        self.segment.offer(
            Nameable(
                tiers=[tier.name for tier in all_tiers(db)],
                plans=[plan.name for plan in (*all_plans(db), *retired_plans(db))],
                tags=tags_in_use(db),
            )
        )
        self.groups.begin()
        self.segment.fold()
        if terms is not None:
            self.segment.show_terms(terms)
        self.outlook.show_nothing()
        self._order_tabs()
        self._page.fields = self._fields()
        self._before = self.window().focusWidget()
        self._settle()
        self.show()
        self.raise_()
        self._page.notice.raise_()
        self.area.verticalScrollBar().setValue(0)
        self.terms.name.setFocus()
        self.count_now()

    def _say_title(self, words_over: str) -> None:
        self.title.setText(words_over)
        self.setAccessibleName(words_over)

    def _proposed(self, name: str) -> str:
        """Return a name that no campaign has: the one that is wanted, if it is free."""
        session = self._page.session
        taken = [each.name for each in campaigns(session.db, digits=session.settings.digits)]
        return campaign_name(taken, session.today, wanted=name)

    def _order_tabs(self) -> None:
        """Let Tab go down the form, then to the count beside it, then up to what saves it."""
        stops = [self.terms.name, *self.segment.stops(), *self.groups.stops()]
        stops += [*self.terms.stops(), self.outlook.who_button]
        for before, after in pairwise([*stops, self.save_button, self.close_button]):
            QWidget.setTabOrder(before, after)

    def _keep(self) -> Campaign:
        session, terms = self._page.session, {**self.terms.read(), "segment": self.segment.terms()}
        if self._edited is None:
            return add_campaign(session, terms=terms, operation_id=self.operation_id)
        return edit_campaign(
            session, campaign=self._edited.name, changes=terms, operation_id=self.operation_id
        )

    def _kept(self, campaign: Campaign) -> None:
        self.close_cover()
        self._saved(campaign)

    def _fields(self) -> dict[str, QWidget]:
        return {**self.terms.fields, **self.segment.fields}

    def _rewards(self) -> list[str]:
        return [reward.name for reward in all_rewards(self._page.session.db)]

    def _show_counted(self, counted: Counted) -> None:
        self.outlook.show_counted(
            counted,
            cost_each=if_readable(self.terms.cost_each) or 0,
            settings=self._page.session.settings,
        )
        self.outlook.show_group(segment_words(counted.asked.segment, self._page.session.settings))
        self._show_message()

    def _show_message(self) -> None:
        """Show the words with the facts of the first of them."""
        from desktop.papers.letters import facts_of

        session, counted = self._page.session, self.outlook.counted
        typed = self.terms.message.toPlainText().strip()
        first = counted.preview.reach.customers[:1] if counted is not None else ()
        if not typed or not first:
            self.outlook.show_message("", "")
            return
        record = customer_record(session.db, first[0])
        with speaking(session.settings.language):
            text = owners_text(typed, facts_of(session.moment(), record))
        self.outlook.show_message(record.name, text)

    def _count_again(self) -> None:
        if self.isVisible():
            self._pause.start()

    def _tell_again(self) -> None:
        if self.outlook.counted is not None:
            self._show_counted(self.outlook.counted)

    def _refuse(self, refusal: object) -> None:
        assert isinstance(refusal, ShopError)
        self.outlook.show_refused(explain(refusal, self._page.session.settings))

    def _connect(self) -> None:
        self.segment.changed.connect(self._count_again)
        self.groups.wanted.connect(self.segment.show_terms)
        self.terms.counted_anew.connect(self._count_again)
        self.terms.changed.connect(self._pause_of_words.start)
        self.outlook.who_asked.connect(self.show_who)
        self.counter.counted.connect(self._show_counted)
        self.counter.refused.connect(self._refuse)

    def _lay_out(self) -> None:
        self.title = title()
        self.save_button = primary(tr("Save as planned"), "campaign.save", self.save)
        self.close_button = icon_button("close", "campaign.close", tr("Close"), self.close_cover)
        head = QHBoxLayout()
        head.setSpacing(theme.GAP)
        head.addWidget(self.title, 1)
        head.addWidget(self.save_button)
        head.addWidget(self.close_button)
        self.area = _scrolled(self._form())
        self.side = _scrolled(self.outlook)
        self.side.setFixedWidth(_OUTLOOK_WIDTH)
        sides = QHBoxLayout()
        sides.setSpacing(theme.GAP_CARD)
        sides.addWidget(self.area, 1)
        sides.addWidget(self.side)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.PADDING, theme.GAP_CARD, theme.PADDING, 0)
        column.setSpacing(theme.GAP_CARD)
        column.addLayout(head)
        column.addLayout(sides, 1)

    def _form(self) -> QWidget:
        """Return all that is told, one card under the other."""
        naming = Form()
        naming.add("name", tr("Name"), self.terms.name)
        first = Panel()
        first.body.addWidget(naming)
        whom = Panel()
        whom.body.setSpacing(theme.GAP)
        whom.body.addWidget(label(tr("Who is it for?"), "strong"))
        whom.body.addWidget(self.segment)
        whom.body.addWidget(self.groups)
        holder = QWidget()
        self.column = QVBoxLayout(holder)
        self.column.setContentsMargins(0, 0, theme.GAP_SMALL, theme.PADDING)
        self.column.setSpacing(theme.GAP_CARD)
        for card in (first, whom, self.terms):
            self.column.addWidget(card)
        self.column.addStretch(1)
        return holder

    def _settle(self) -> None:
        """Cover the page; in little room the outlook goes under the form."""
        self.setGeometry(self._page.rect())
        beside = self.width() >= _BOTH
        if beside == self.side.isHidden():
            self.side.setVisible(beside)
            if beside:
                self.column.removeWidget(self.outlook)
                self.side.setWidget(self.outlook)
            else:
                self.side.takeWidget()
                self.column.insertWidget(self.column.count() - 1, self.outlook)
            self.outlook.show()

    def eventFilter(self, target: QObject, event: QEvent) -> bool:
        if target is self._page and event.type() == QEvent.Type.Resize and self.isVisible():
            self._settle()
        return False

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002 - Qt's name
        return turn_focus(self, forward=next)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_cover()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            focus = QWidget.focusWidget(self)
            if isinstance(focus, QLineEdit):
                self.save()
            else:
                super().keyPressEvent(event)
        else:
            super().keyPressEvent(event)


def _scrolled(widget: QWidget) -> QScrollArea:
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(widget)
    return area
