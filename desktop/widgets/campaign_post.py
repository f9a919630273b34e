"""Sending what a campaign says: papers, a mail-merge file, the mail program, a list to call."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QCheckBox, QPushButton, QVBoxLayout, QWidget

from db.clock import new_id
from db.connection import open_book
from db.queries.campaigns import CampaignResult, campaign_members
from db.rules.campaigns import Campaign
from db.rules.channels import CampaignChannel
from db.rules.shop import whole
from db.session import Session
from db.usecases.campaigns import note_written
from desktop import formats, theme
from desktop.i18n import speaking, tr, trc, trn
from desktop.printer_choices import PaperKind
from desktop.tasks import Task
from desktop.widgets.buttons import button
from desktop.widgets.flow import FlowLayout
from desktop.widgets.form import Form, choice_field, chosen
from desktop.widgets.group_panel import GroupPanel
from desktop.widgets.labels import label, named, set_property, small
from desktop.widgets.number_edit import NumberEdit
from desktop.widgets.page import Page
from desktop.widgets.save_dialog import ask_where_to_save, save_bytes
from desktop.words.campaign_results import sending_hint, written_line

if TYPE_CHECKING:
    from desktop.campaign_file import MailLink
    from desktop.papers.campaigns import CampaignPaper, Post
    from desktop.widgets.paper_preview import PaperPreview

_DEEDS: dict[CampaignChannel, tuple[str, ...]] = {
    "letter": ("letter", "labels", "coupons", "file", "who", "written"),
    "postcard": ("postcard", "labels", "coupons", "file", "who", "written"),
    "mail": ("mail", "coupons", "file", "who", "written"),
    "call": ("who", "coupons", "file", "written"),
    "counter": ("coupons", "who", "file"),
}
_ICONS = {"letter": "print", "postcard": "print", "labels": "print", "coupons": "print",
          "file": "export", "written": "check"}  # fmt: skip
_AFTERWARDS = ("who", "file")


@dataclass(frozen=True)
class _Drawn:
    """A paper that was drawn beside the window."""

    content: bytes
    title: str
    kind: PaperKind


class CampaignPost(QWidget):
    """Offers what fits the way that was chosen; drawing is done beside the window."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._page = page
        self._campaign: Campaign | None = None
        self._task: Task | None = None
        self._links: list[MailLink] = []
        self._opened = 0  # of these links
        self.preview: PaperPreview | None = None
        self.who = GroupPanel(page, "campaign.treated")
        self.written = label(role="strong", wrap=True)
        self.written.setObjectName("campaign.written")
        self.hint = small(wrap=True)
        self.drawing = small(tr("The papers are being drawn; you can go on with other work."),
                             wrap=True)  # fmt: skip
        self.drawing.hide()
        self.buttons: dict[str, QPushButton] = {}
        self._make_fields()
        self._lay_out()

    def show_campaign(self, campaign: Campaign, result: CampaignResult, *, waiting: int) -> None:
        """Show what can be sent; of so many no letter is noted yet."""
        if self._campaign is None or self._campaign.id != campaign.id:
            self._links, self._opened = [], 0
        self._campaign = campaign
        treated, way = result.measured.treated.customers, campaign.channel
        self.written.setText(written_line(treated - waiting, treated, way))
        runs = campaign.state(self._page.session.today) == "running"
        self.hint.setText(sending_hint(campaign) if runs else "")
        self.hint.setVisible(bool(self.hint.text()))
        offered = list(_DEEDS[way] if runs else _AFTERWARDS)
        if not result.coupons and "coupons" in offered:
            offered.remove("coupons")
        if not waiting and "written" in offered:
            offered.remove("written")
        self._name_buttons(calls=way == "call", posts=way != "counter")
        for name, made in self.buttons.items():
            made.setVisible(name in offered)
        self._set_first(offered)
        self.sheets.setVisible("labels" in offered)
        japan = self._page.session.settings.country == "JP"
        self.boxes.setVisible(way == "postcard" and japan)

    def take_focus(self) -> None:
        """Put the focus on what is sent first."""
        for made in self.buttons.values():
            if not made.isHidden():
                made.setFocus()
                return

    # -- What it does -----------------------------------------------------------------------

    def print_post(self, post: "Post") -> None:
        """Draw letters, postcards, labels or coupons, and show them as they will be printed."""
        self._page.fields = self.sheets.fields
        self._page.attempt(lambda: self._paper_for(post), then=self._draw)

    def save_file(self) -> None:
        """Save who gets what, for the mail merge of a writing program."""
        from desktop.campaign_file import campaign_csv

        campaign = self._shown()

        def save(path: Path) -> None:
            self._page.attempt(
                lambda: campaign_csv(self._page.session, campaign),
                then=lambda content: save_bytes(self._page, path, content),
            )

        self.dialog = ask_where_to_save(
            self, title=tr("Save for a mail merge"), suggested=f"{campaign.name}.csv", then=save
        )

    def open_mail(self) -> None:
        """Open the next e-mail in the mail program of this computer."""
        self._page.attempt(self._next_link, then=self._open_link)

    def show_who(self) -> None:
        """Show by name, with the phone, who gets it."""
        campaign = self._shown()
        treated = campaign_members(self._page.session.db, campaign, treated=True)
        self.who.show_customers(self.buttons["who"].text(), "", treated)

    def note_written(self) -> None:
        """Note that all of them were written to or called."""
        name = self._shown().name
        self._page.attempt(
            lambda: note_written(self._page.session, campaign=name, operation_id=new_id()),
            then=self._tell_noted,
        )

    def is_busy(self) -> bool:
        """Tell whether a paper is being drawn."""
        return self._task is not None

    # -- Inside -----------------------------------------------------------------------------

    def _shown(self) -> Campaign:
        assert self._campaign is not None
        return self._campaign

    def _paper_for(self, post: "Post") -> "CampaignPaper":
        """Return how it is printed; raises BadRequest where a sheet has no such label."""
        from desktop.papers.campaigns import CampaignPaper
        from desktop.papers.summary import office_paper
        from desktop.printing.address_labels import labels_on

        country = self._page.session.settings.country
        if post == "postcard":
            paper = "hagaki" if country == "JP" else "a6"
            return CampaignPaper(post, paper, boxes=not self.boxes.isChecked())
        if post == "labels":
            sheet, first = chosen(self.sheet), self.start.number_or_none("start") or 1
            start = whole(first, "start", least=1, most=labels_on(sheet))
            return CampaignPaper(post, sheet, start)
        return CampaignPaper(post, office_paper(country))

    def _draw(self, how: "CampaignPaper") -> None:
        if self._task is not None:
            return
        session, campaign = self._page.session, self._shown()
        title = f"{campaign.name} · {self.buttons[how.post].text()}"

        def work(_: Callable[[int, int], None]) -> _Drawn:
            book = replace(session, db=open_book(session.path), listeners=[])
            try:
                return _drawn(book, campaign, how, title)
            finally:
                book.db.conn.close()

        task = self._task = Task(work)
        signals = task.signals
        for ending in (signals.finished, signals.refused, signals.cancelled, signals.failed):
            ending.connect(self._end)
        signals.refused.connect(self._page.explain_refusal)
        signals.finished.connect(self._show)
        self.drawing.show()
        self._page.long_work.emit(task)

    def _end(self, *_: object) -> None:
        self._task = None
        self.drawing.hide()

    def _show(self, drawn: _Drawn) -> None:
        from desktop.widgets.paper_preview import PaperPreview

        if self.preview is None:
            self.preview = PaperPreview(self._page, "campaign.paper", closed=lambda: None)
        name = f"{drawn.title}.pdf"
        self.preview.show_paper(drawn.content, title=drawn.title, file_name=name, kind=drawn.kind)

    def _next_link(self) -> "MailLink":
        from desktop.campaign_file import mail_links

        session, campaign = self._page.session, self._shown()
        if not self._links:
            with speaking(session.settings.language):
                subject = tr("A word from {shop}").format(shop=session.settings.name)
            self._links = mail_links(session, campaign, subject=subject)
        return self._links[self._opened % len(self._links)]

    def _open_link(self, link: "MailLink") -> None:
        url = QUrl.fromEncoded(link.url.encode())
        if not QDesktopServices.openUrl(url):
            self._page.notice.refuse(
                tr("This computer has no mail program that answers. Save the file instead.")
            )
            return
        self._opened += 1
        count, all_of_them = formats.number(self._opened), formats.number(len(self._links))
        words = trn("E-mail {count} of {all} is open in the mail program, to {people} customer.",
                    "E-mail {count} of {all} is open in the mail program, to {people} customers.",
                    link.customers)  # fmt: skip
        told = {"count": count, "all": all_of_them, "people": formats.number(link.customers)}
        self._page.notice.say(words.format(**told))
        if self._opened < len(self._links):
            text = tr("Next e-mail ({count} of {all})")
            count = formats.number(self._opened + 1)
            self.buttons["mail"].setText(text.format(count=count, all=all_of_them))
        else:
            self._opened = 0
            self.buttons["mail"].setText(tr("Mail program"))

    def _tell_noted(self, count: int) -> None:
        words = trn("{count} contact is noted.", "{count} contacts are noted.", count)
        self._page.notice.say(words.format(count=formats.number(count)))
        self.take_focus()

    def _name_buttons(self, *, calls: bool, posts: bool) -> None:
        """Call the list, the file and the note what they are for this way."""
        merges = posts and not calls
        for name, words in (
            ("who", tr("Call list") if calls else tr("Who gets it")),
            ("file", tr("File for a mail merge") if merges else tr("Save the list")),
            ("written", tr("Note all as called") if calls else tr("Note all as written to")),
        ):
            self.buttons[name].setText(words)
            self.buttons[name].setAccessibleName(words)

    def _set_first(self, offered: Sequence[str]) -> None:
        """Let what is done first be seen first; looking is nothing that has to be done."""
        first = next(iter(offered), "") if offered != list(_AFTERWARDS) else ""
        for name, made in self.buttons.items():
            set_property(made, "kind", "primary" if name == first else "plain")
            if name in _ICONS:
                tone = "on_primary" if name == first else "ink"
                made.setIcon(theme.icon(_ICONS[name], tone, 20))
                made.setIconSize(QSize(20, 20))

    def _make_fields(self) -> None:
        sheets = [
            ("labels-2x6", tr("A4, 2 × 6")),
            ("labels-3x7", tr("A4, 3 × 7 (L7160)")),
            ("labels-2x7", tr("A4, 2 × 7 (L7163)")),
            ("labels-letter-3x10", tr("US Letter, 3 × 10 (5160)")),
        ]
        self.sheet = choice_field("campaign.sheet", tr("Label sheet"), sheets)
        self.start = NumberEdit("campaign.label", tr("First free label"), placeholder="1")
        words = tr("The card has its postcode boxes already")
        self.boxes = named(QCheckBox(words), "campaign.boxes", words)
        self.sheets = Form(columns=2)
        self.sheets.add("sheet", tr("Label sheet"), self.sheet)
        self.sheets.add("start", tr("First free label"), self.start)
        self.sheets.add_widget(self.boxes, wide=True)

    def _lay_out(self) -> None:
        deeds: dict[str, tuple[str, Callable[[], object]]] = {
            "letter": (trc("papers to print", "Letters"), partial(self.print_post, "letter")),
            "postcard": (trc("papers to print", "Postcards"), partial(self.print_post, "postcard")),
            "mail": (tr("Mail program"), self.open_mail),
            "labels": (tr("Address labels"), partial(self.print_post, "labels")),
            "coupons": (tr("Coupons"), partial(self.print_post, "coupons")),
            "who": (tr("Who gets it"), self.show_who),
            "file": (tr("File for a mail merge"), self.save_file),
            "written": (tr("Note all as written to"), self.note_written),
        }
        row = QWidget()
        flow = FlowLayout(row)
        for name, (words, do) in deeds.items():
            self.buttons[name] = button(words, f"campaign.send.{name}", do)
            flow.addWidget(self.buttons[name])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GAP)
        for widget in (self.written, self.hint, row, self.drawing, self.sheets):
            column.addWidget(widget)


def _drawn(session: Session, campaign: Campaign, how: "CampaignPaper", title: str) -> _Drawn:
    from desktop.papers.campaigns import print_campaign

    content = BytesIO()
    with speaking(session.settings.language):
        print_campaign(session, campaign, how, content)
    kinds: dict[str, PaperKind] = {"labels": "labels", "coupons": "page"}
    return _Drawn(content.getvalue(), title, kinds.get(how.post, "letter"))
