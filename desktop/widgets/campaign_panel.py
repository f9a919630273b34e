"""One campaign at the side of the page: to be started, to be sent, and what came of it."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout

from db.clock import new_id
from db.queries.campaigns import (
    CampaignResult,
    campaign_named,
    campaign_result,
    not_yet_contacted,
)
from db.rules.campaigns import Campaign, check_arms
from db.usecases.campaigns import CampaignPreview, preview_campaign, start_campaign, stop_campaign
from desktop import theme
from desktop.i18n import tr
from desktop.widgets.buttons import button, quiet
from desktop.widgets.campaign_counter import Asked, CampaignCounter, Counted
from desktop.widgets.campaign_outcome import CampaignOutcome
from desktop.widgets.campaign_outlook import CampaignOutlook
from desktop.widgets.campaign_post import CampaignPost
from desktop.widgets.form import SidePanel
from desktop.widgets.labels import label, muted
from desktop.widgets.page import Page
from desktop.words.campaign_plans import frozen_words, nobody_words
from desktop.words.campaign_results import campaign_line


class CampaignPanel(SidePanel):
    """Shows a campaign until it is closed; what cannot be taken back is asked once more."""

    edit_asked = Signal(str)  # the campaign's name
    again_asked = Signal(str)

    def __init__(self, page: Page) -> None:
        super().__init__(page, "campaign.panel")
        self._page = page
        self._name = ""
        self._operation_id = new_id()
        self._do: Callable[[], object] = lambda: None
        self.about = muted(wrap=True)
        self.message = label(wrap=True)
        self.outlook = CampaignOutlook()
        self.outcome = CampaignOutcome()
        self.post = CampaignPost(page)
        self.counter = CampaignCounter(page)
        self.counter.counted.connect(self._show_counted)
        self.question = label(wrap=True)
        self.question.setObjectName("campaign.question")
        self._lay_out()

    def show_campaign(self, name: str) -> None:
        """Show a campaign; raises BadRequest where none has the name."""
        self._name = name
        campaign = self._campaign()
        self._fill(campaign)
        self._page.fields = {}
        first = self.start_button if campaign.started_on is None else self.close_button
        self.open_panel(campaign.name, first)

    def show_again(self) -> None:
        """Read the campaign again where it is shown, unless a question waits for an answer."""
        if self.isVisible() and self.box.isHidden():
            self._fill(self._campaign())

    def ask_to_start(self) -> None:
        """Say what a start does, and ask; or say why it cannot be started."""
        self._page.attempt(self._previewed, then=self._ask_to_start)

    def ask_to_stop(self) -> None:
        """Ask whether the campaign ends today, or is given up before it began."""
        if self._campaign().started_on is None:
            question = tr("Give it up? It stays in the list, and was never tried.")
            self._ask(question, tr("Give it up"), self._stop)
            return
        question = tr(
            "Stop it today? What was given stays given; coming back counts until tonight, and an "
            "end that was chosen by looking says less than the last day that was planned."
        )
        self._ask(question, tr("Stop it"), self._stop)

    def go_back(self) -> None:
        """Leave the question unanswered."""
        self._fill(self._campaign())
        self.close_button.setFocus()

    # -- Inside -----------------------------------------------------------------------------

    def _campaign(self) -> Campaign:
        session = self._page.session
        return campaign_named(session.db, self._name, digits=session.settings.digits)

    def _previewed(self) -> CampaignPreview:
        """Return what a start would do now; raises BadRequest where it would be refused."""
        campaign = self._campaign()
        preview = preview_campaign(
            self._page.session,
            campaign.segment,
            channel=campaign.channel,
            holdout_percent=campaign.holdout_percent,
        )
        if preview.reach.customers:
            size = len(preview.reach.customers)
            check_arms(size, preview.held, percent=campaign.holdout_percent)
        return preview

    def _ask_to_start(self, preview: CampaignPreview) -> None:
        if preview.treated:
            self._ask(frozen_words(preview), tr("Start"), self._start)
        else:
            self._page.notice.refuse(nobody_words(preview))

    def _start(self) -> None:
        session, name, operation = self._page.session, self._name, self._operation_id
        self._page.attempt(
            lambda: start_campaign(session, campaign=name, operation_id=operation),
            then=self._started,
        )

    def _started(self, result: CampaignResult) -> None:
        self._fill(result.campaign)
        self.post.take_focus()
        self._page.notice.say(
            tr("“{name}” has started. Who gets what is frozen now.").format(name=self._name)
        )

    def _stop(self) -> None:
        session, name, operation = self._page.session, self._name, self._operation_id
        self._page.attempt(
            lambda: stop_campaign(session, campaign=name, operation_id=operation),
            then=lambda result: self._stopped(result.campaign),
        )

    def _stopped(self, campaign: Campaign) -> None:
        self._fill(campaign)
        self.close_button.setFocus()
        self._page.notice.say(tr("“{name}” is stopped.").format(name=campaign.name))

    def _fill(self, campaign: Campaign) -> None:
        session = self._page.session
        state = campaign.state(session.today)
        self._close_question()
        self.about.setText(campaign_line(campaign, session.settings))
        self.message.setText(campaign.message or "")
        planned, started = state == "planned", campaign.started_on is not None
        self.message.setVisible(bool(campaign.message) and planned)
        self.outlook.setVisible(planned)
        self.start_button.setVisible(planned)
        self.edit_button.setVisible(planned)
        self.again_button.setVisible(state in ("over", "stopped"))
        self.stop_button.setVisible(state in ("planned", "running"))
        self.stop_button.setText(tr("Give it up …") if planned else tr("Stop it …"))
        self.stop_button.setAccessibleName(self.stop_button.text())
        self.outcome.setVisible(started)
        self.post.setVisible(started)
        if planned:
            self.outlook.show_counting()
            asked = Asked(campaign.segment, campaign.channel, campaign.holdout_percent)
            self.counter.ask(asked)
        if started:
            result = campaign_result(session.moment(), campaign)
            waiting = len(not_yet_contacted(session.db, campaign))
            self.outcome.show_result(result, state, session.settings)
            self.post.show_campaign(campaign, result, waiting=waiting)
            # What is still to be done comes before what came of it.
            above = self.outcome if state == "running" and waiting else self.post
            below = self.post if above is self.outcome else self.outcome
            self.body.removeWidget(below)
            self.body.insertWidget(self.body.indexOf(above), below)

    def _show_counted(self, counted: Counted) -> None:
        if self.isVisible():
            cost = self._campaign().cost_each
            self.outlook.show_counted(counted, cost_each=cost, settings=self._page.session.settings)
            self.outlook.who_button.hide()

    def _ask(self, question: str, action: str, do: Callable[[], object]) -> None:
        """Ask in place of what can be done."""
        self._operation_id = new_id()  # a double press does nothing twice
        self._do = do
        self.question.setText(question)
        self.box.show()
        for each in (self.start_button, self.edit_button, self.stop_button, self.post):
            each.hide()
        self.back_button.show()
        self.action.setText(action)
        self.action.setAccessibleName(action)
        self.action.show()
        self.bring_up(self.box)
        self.action.setFocus()

    def _close_question(self) -> None:
        for each in (self.box, self.action, self.back_button):
            each.hide()
        self.bring_up(None)

    def _lay_out(self) -> None:
        self.start_button = button(
            tr("Start …"), "campaign.start", self.ask_to_start, kind="primary"
        )
        self.edit_button = button(tr("Edit"), "campaign.edit", self._edit)
        self.again_button = button(tr("Try it again"), "campaign.again", self._again)
        self.stop_button = button("", "campaign.stop", self.ask_to_stop, kind="danger")
        self.box = QFrame()
        self.box.setProperty("role", "sunken")
        QVBoxLayout(self.box).addWidget(self.question)
        for widget in (self.about, self.message, self.outlook, self.outcome, self.box, self.post):
            self.body.addWidget(widget)
        self.body.addStretch(1)
        self.back_button = quiet(tr("Not now"), "campaign.back", self.go_back)
        self.action = self.add_action("", "campaign.action", self._do_it)
        for place, made in enumerate((self.stop_button, self.edit_button, self.again_button)):
            self.foot.insertWidget(place, made)
        self.foot.insertWidget(self.foot.count() - 1, self.start_button)
        self.foot.insertWidget(self.foot.count() - 1, self.back_button)
        self.foot.setSpacing(theme.GAP)

    def _do_it(self) -> None:
        self._do()

    def _again(self) -> None:
        self.close_panel()
        self.again_asked.emit(self._name)

    def _edit(self) -> None:
        self.close_panel()
        self.edit_asked.emit(self._name)
