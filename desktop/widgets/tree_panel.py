"""A customer's friends over the right of a page: what they are worth, and who brought whom."""

from PySide6.QtCore import Signal

from db.queries.friends import friend_tree
from desktop.i18n import tr
from desktop.widgets.form import SidePanel
from desktop.widgets.friend_tree import FriendTreeView
from desktop.widgets.labels import label, muted
from desktop.widgets.page import Page
from desktop.words.friends import rank_words, tree_story


class TreePanel(SidePanel):
    """Shows a tree until it is closed; a press on a name asks for that customer."""

    customer_asked = Signal(str)

    def __init__(self, page: Page) -> None:
        super().__init__(page, "tree")
        self._page = page
        self._customer_id = ""
        self.story = label(wrap=True)
        self.rank = muted(wrap=True)
        self.view = FriendTreeView("tree.friends")
        self.view.customer_asked.connect(self.customer_asked)
        for each in (self.story, self.rank, self.view):
            self.body.addWidget(each)
        self.body.addStretch(1)
        self.go_button = self.add_action(
            tr("To the customer"),
            "tree.customer",
            lambda: self.customer_asked.emit(self._customer_id),
        )

    def open_customer(self, customer_id: str) -> None:
        """Show a customer's friends."""
        self._customer_id = customer_id
        self._read()
        self.open_panel(self._title, self.go_button)

    def reload(self) -> None:
        """Read again what is shown."""
        if self.isVisible():
            self._read()

    def _read(self) -> None:
        moment = self._page.session.moment()
        tree = friend_tree(moment, self._customer_id)
        self._title = tr("Friends of {name}").format(name=tree.person.name)
        self.story.setText(tree_story(tree, moment.settings))
        words = rank_words(tree)
        self.rank.setText(words)
        self.rank.setVisible(bool(words))
        self.view.show_tree(tree, moment.settings)
