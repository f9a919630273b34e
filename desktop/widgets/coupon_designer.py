"""The design of a reward's coupons over its page: what is chosen left, the real paper right."""

from collections.abc import Callable
from io import BytesIO

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget
from shiboken6 import isValid

from db.clock import new_id
from db.queries.coupon_designs import design_of
from db.queries.pictures import picture_of_reward, reward_picture
from db.rules.coupon_designs import LONGEST, PLAIN, CouponDesign, read_design, spoken_design
from db.rules.rewards import Reward
from db.usecases.coupon_designs import design_coupon
from db.usecases.pictures import set_picture
from desktop import theme
from desktop.i18n import tr
from desktop.papers.coupon_sheets import sample_sheet
from desktop.printing.coupon import draw_coupon
from desktop.widgets.buttons import Segments, icon_button, primary, quiet
from desktop.widgets.colour_swatches import ColourSwatches, stands_out
from desktop.widgets.form import Form, text_field, turn_focus
from desktop.widgets.labels import small, title
from desktop.widgets.page import Page
from desktop.widgets.panel import Panel
from desktop.widgets.paper_picture import PaperPicture
from desktop.widgets.pause import Pause
from desktop.widgets.picture_field import PictureField

_PAUSE_MS = 80  # between a letter and the paper that has it
_FORM_WIDTH = 400


class CouponDesigner(QFrame):
    """Covers its page while a coupon is designed; Esc or the cross closes it as it was."""

    def __init__(self, page: Page, *, closed: Callable[[], object]) -> None:
        super().__init__(page)
        self.setObjectName("design")
        self.setProperty("role", "cover")
        self._page = page
        self._closed = closed
        self._reward: Reward | None = None
        self._kept: bytes | None = None  # the picture in the book
        self._before: QWidget | None = None
        self._pause = Pause(self, _PAUSE_MS, self.draw_now)
        self._make_fields()
        self._lay_out()
        page.installEventFilter(self)
        self.hide()

    def open_for(self, reward: Reward) -> None:
        """Show a reward's coupon as it looks today."""
        session = self._page.session
        self._reward = reward
        self.operation_id = new_id()  # a double press does nothing twice
        self._kept = picture_of_reward(session.db, reward.id)
        own = session.settings.paper
        self.title.setText(tr("Coupon: {name}").format(name=reward.name))
        self.setAccessibleName(self.title.text())
        self.words.setPlaceholderText(" ".join(own.coupon_words.split()))
        self.swatches.set_own(own.colour)
        self._show(design_of(session.db, reward.id), self._kept)
        self._page.fields = self.form.fields
        self._before = self.window().focusWidget()
        self._settle()
        self.show()
        self.raise_()
        self._page.notice.raise_()
        self.title2.setFocus()
        self.draw_now()

    def design(self) -> CouponDesign:
        """Return what is chosen; raises BadRequest that names what is wrong."""
        chosen = CouponDesign(self.title2.text(), self.words.text(), self.swatches.value())
        return read_design(spoken_design(chosen))

    def draw_now(self) -> None:
        """Draw the coupon as it is chosen."""
        assert self._reward is not None
        self._pause.stop()
        sheet = sample_sheet(
            self._page.session, self._reward, self.design(), picture=self.picture.content
        )
        content = BytesIO()
        draw_coupon(sheet, content, paper=self.papers.value())
        self.paper.show_paper(content.getvalue())
        self.colour_words.setText(
            self.swatches.words()
            if stands_out(self.swatches.shown())
            else tr("This colour is pale: it is hard to see on white paper.")
        )

    def save(self) -> None:
        """Keep the design and the picture in the book."""
        reward = self._reward
        assert reward is not None

        def keep() -> None:
            session, operation_id = self._page.session, self.operation_id
            design_coupon(
                session, reward_id=reward.id, design=self.design(), operation_id=operation_id
            )
            if self.picture.content != self._kept:
                set_picture(
                    session,
                    name=reward_picture(reward.id),
                    content=self.picture.content,
                    operation_id=f"{operation_id}-picture",
                )

        self._page.attempt(keep, then=lambda _: self._saved(reward.name))

    def reset(self) -> None:
        """Choose the shop's own look again; nothing is kept before Save is pressed."""
        self._show(PLAIN, None)
        self.draw_now()
        self.title2.setFocus()

    def close_design(self) -> None:
        """Go back to the page, and to what had the focus there."""
        self._pause.stop()
        self.hide()
        if self._before is not None and isValid(self._before):
            self._before.setFocus()
        self._closed()

    def _saved(self, name: str) -> None:
        self.close_design()
        words = tr("Coupons for “{name}” look like this from now on; what they give stays.")
        self._page.notice.say(words.format(name=name))

    def _show(self, design: CouponDesign, picture: bytes | None) -> None:
        self.title2.setText(design.title2)
        self.words.setText(" ".join(design.words.split()))
        self.swatches.choose(design.colour)
        self.picture.show_picture(picture)

    def _later(self, *_: object) -> None:
        self._pause.start()

    def _make_fields(self) -> None:
        self.title = title()
        self.title2 = text_field(
            "design.title2", tr("Second line"), longest=LONGEST["title2"],
            placeholder=tr("as in another language"),
        )  # fmt: skip
        self.words = text_field("design.words", tr("Words"), longest=LONGEST["words"])
        self.picture = PictureField(self._page, "design.picture", tr("Picture"))
        self.colour_words = small(wrap=True)
        self.colour_words.setObjectName("design.colour.words")
        self.swatches = ColourSwatches(
            "design.colour", tr("Colour of the edge"), own=("", tr("The shop's own colour"))
        )
        papers = {"a6": tr("Card of paper"), "receipt80": tr("Receipt roll")}
        self.papers = Segments("design.paper", tr("Shown on"), papers)
        self.papers.choose("a6")
        self.paper = PaperPicture("design.coupon", tr("The coupon as it will be printed"))
        self.title2.textChanged.connect(self._later)
        self.words.textChanged.connect(self._later)
        self.swatches.changed.connect(self._later)
        self.picture.changed.connect(self._later)
        for each in self.papers.buttons.values():
            each.toggled.connect(self._later)

    def _lay_out(self) -> None:
        self.form = Form()
        self.form.add(
            "title2", tr("Second line"), self.title2,
            hint=tr("Stands under the reward's name."),
        )  # fmt: skip
        self.form.add(
            "words", tr("Words"), self.words, hint=tr("Empty: the shop's own words for coupons.")
        )
        self.form.add("colour", tr("Colour of the edge"), self.swatches)
        self.form.add_widget(self.colour_words)
        self.form.add("data", tr("Picture"), self.picture)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.PADDING, theme.GAP_CARD, theme.PADDING, theme.PADDING)
        column.setSpacing(theme.GAP_CARD)
        column.addLayout(self._head())
        sides = QHBoxLayout()
        sides.setSpacing(theme.PADDING)
        sides.addWidget(self._left())
        sides.addLayout(self._right(), 1)
        column.addLayout(sides, 1)

    def _head(self) -> QHBoxLayout:
        self.reset_button = quiet(tr("Back to the shop's look"), "design.reset", self.reset)
        self.save_button = primary(tr("Save"), "design.save", self.save)
        self.close_button = icon_button("close", "design.close", tr("Close"), self.close_design)
        head = QHBoxLayout()
        head.setSpacing(theme.GAP)
        head.addWidget(self.title, 1)
        for widget in (self.reset_button, self.save_button, self.close_button):
            head.addWidget(widget)
        return head

    def _left(self) -> QWidget:
        card = Panel()
        card.body.addWidget(self.form)
        card.body.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setFixedWidth(_FORM_WIDTH)
        area.setWidget(card)
        return area

    def _right(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(theme.GAP_CARD)
        column.addWidget(self.papers)
        column.addWidget(self.paper, 1)
        column.addWidget(
            small(
                tr("Coupons already given out keep what they promise; a reprint has this look."),
                wrap=True,
            )
        )
        return column

    def _settle(self) -> None:
        self.setGeometry(self._page.rect())

    def eventFilter(self, target: QObject, event: QEvent) -> bool:
        if target is self._page and event.type() == QEvent.Type.Resize:
            self._settle()
        return False

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002 - Qt's name
        return turn_focus(self, forward=next)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_design()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.save()
        else:
            super().keyPressEvent(event)
