"""How likely a customer is to recommend the shop: kept at one key, and why, if they say it."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox

from db.clock import new_id
from db.queries.customers import customer_record
from db.queries.feedback import FeedbackAnswer, feedback_with_id
from db.rules.feedback import HIGHEST, LONGEST_COMMENT, group_of
from db.usecases.feedback import GivenFeedback, give_feedback, quote_feedback
from db.usecases.undo import undo
from desktop.i18n import tr, trc
from desktop.widgets.form import Form, SidePanel, text_field
from desktop.widgets.labels import ElidedLabel, label, named, small
from desktop.widgets.page import Page
from desktop.widgets.score_row import ScoreRow, score_typed
from desktop.words.feedback import advice, given_words, highest_words, lowest_words, question


class FeedbackPanel(SidePanel):
    """A key is an answer at once; another one instead takes it back. Enter keeps the words."""

    answered = Signal(str)  # the answer's id

    def __init__(self, page: Page) -> None:
        super().__init__(page, "feedback")
        self._page = page
        self._customer_id = self._name = ""
        self._answer: FeedbackAnswer | None = None
        self._given_as = ""  # the act, as long as it can be taken back from here
        self._last_act = ""
        self.who = ElidedLabel(role="strong")
        self.question = label(role="strong", wrap=True)
        self.scores = ScoreRow("feedback.score")
        self.ends = small(wrap=True)
        self.advice = label(wrap=True)
        why = tr("Why? In their own words")
        self.comment = text_field("feedback.comment", why, longest=LONGEST_COMMENT)
        may, by_name = tr("They let us print these words"), tr("With their given name")
        self.quotable = named(QCheckBox(may), "feedback.quotable", may)
        self.named = named(QCheckBox(by_name), "feedback.named", by_name)
        self.form = Form()
        self.form.add("comment", why, self.comment)
        self.form.add_widget(self.quotable)
        self.form.add_widget(self.named)
        self.save_button = self.add_action(trc("follow-up", "Done"), "feedback.save", self.save)
        for each in (self.who, self.question, self.scores, self.ends, self.advice, self.form):
            self.body.addWidget(each)
        self.body.addStretch(1)
        self.scores.chosen.connect(self.give)
        self.comment.textEdited.connect(self._take_ten)
        self.comment.textChanged.connect(lambda _: self._offer_consent())
        self.quotable.toggled.connect(lambda _: self._offer_consent())

    def open_customer(self, customer_id: str) -> None:
        """Ask this customer; the next key is the answer."""
        self._open(customer_id, None)
        self.open_panel(tr("What do they say of us?"), self.scores)

    def open_answer(self, answer: FeedbackAnswer) -> None:
        """Ask why somebody answered so on the customers' screen."""
        self._open(answer.customer_id, answer)
        self.open_panel(tr("What do they say of us?"), self.comment)

    def give(self, score: int) -> None:
        """Keep an answer; one that was given here just now is taken back for it."""
        before = self._answer
        if before is not None and before.score == score:
            self.comment.setFocus()
            return
        if before is not None and not self._given_as:
            self._show_answer()  # of an earlier visit to this panel: undone by Ctrl+Z alone
            return
        self._page.attempt(lambda: self._give(score), then=self._show_given)

    def save(self) -> None:
        """Keep the words and what may be printed, and close; with neither just close."""
        if self._answer is None or not self._has_changed():
            self.close_panel()
            return
        fields = self._page.fields
        self._page.fields = {**fields, **self.form.fields}
        self._page.attempt(self._quote, then=lambda _: self.close_panel())
        self._page.fields = fields

    def close_panel(self) -> None:
        """Close, and say what was kept; it can be undone."""
        answer, act = self._answer, self._last_act
        self._answer, self._last_act = None, ""
        super().close_panel()
        if answer is not None and act:
            self._page.tell_done(given_words(self._name, answer.score), act)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        score = score_typed(event.text())
        if score is not None and not self.comment.hasFocus():
            self.give(score)
        else:
            super().keyPressEvent(event)

    # -- Inside -----------------------------------------------------------------------------

    def _open(self, customer_id: str, answer: FeedbackAnswer | None) -> None:
        session = self._page.session
        self._customer_id, self._answer = customer_id, answer
        self._given_as = self._last_act = ""
        self._name = customer_record(session.db, customer_id).name
        self.who.setText(self._name)
        self.question.setText(question())
        ends = tr("{lowest} · {highest} (the key *, or 1 and 0)")
        self.ends.setText(ends.format(lowest=lowest_words(), highest=highest_words()))
        self.comment.setText((answer.comment or "") if answer else "")
        self.quotable.setChecked(bool(answer and answer.quotable))
        self.named.setChecked(bool(answer and answer.named))
        self._show_answer()

    def _take_ten(self, typed: str) -> None:
        """Understand 1 and then 0 as ten: nobody begins their words with a nought."""
        if typed == "0" and self._given_as and self._answer and self._answer.score == 1:
            self.comment.clear()
            self.give(HIGHEST)

    def _give(self, score: int) -> GivenFeedback:
        session, operation = self._page.session, new_id()
        if self._given_as:
            undo(session, act=self._given_as, operation_id=new_id())
            self._answer, self._given_as = None, ""
        given = give_feedback(
            session, customer_id=self._customer_id, score=score, operation_id=operation
        )
        self._given_as = self._last_act = operation
        return given

    def _show_given(self, given: GivenFeedback) -> None:
        self._answer = feedback_with_id(self._page.session.db, given.id)
        self._show_answer()
        self.comment.setFocus()
        self.answered.emit(given.id)

    def _show_answer(self) -> None:
        answer = self._answer
        self.scores.show_score(answer.score if answer else None)
        self.form.setVisible(answer is not None)
        self.advice.setVisible(answer is not None)
        if answer is not None:
            self.advice.setText(advice(answer.score, self._page.session.settings))
        self._offer_consent()

    def _offer_consent(self) -> None:
        """Ask for consent where there are words worth printing, for the name where they agree."""
        answer = self._answer
        kind = answer is not None and group_of(answer.score) != "detractor"
        self.quotable.setVisible(kind and bool(self.comment.text().strip()))
        self.named.setVisible(self.quotable.isVisibleTo(self) and self.quotable.isChecked())

    def _has_changed(self) -> bool:
        assert self._answer is not None
        was = self._answer
        now = (self.comment.text().strip(), self.quotable.isChecked(), self.named.isChecked())
        return now != (was.comment or "", was.quotable, was.named)

    def _quote(self) -> FeedbackAnswer:
        assert self._answer is not None
        words, operation = self.comment.text().strip(), new_id()
        may = self.quotable.isVisibleTo(self) and self.quotable.isChecked()
        kept = quote_feedback(
            self._page.session,
            feedback=self._answer.id,
            comment=words or None,
            quotable=may,
            named=may and self.named.isChecked(),
            operation_id=operation,
        )
        self._last_act = operation
        return kept
