"""Whom a customer brought, on their page: the code to say and to print, friends and their worth."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from db.moment import Moment
from db.queries.friends import FriendTree, friend_tree
from desktop import formats
from desktop.counter.papers import CounterPapers
from desktop.customer.tabs import CustomerTab
from desktop.i18n import tr, trn
from desktop.widgets.friend_tree import FriendTreeView
from desktop.widgets.friends_tab import CodeShown, FriendsTab
from desktop.widgets.page import Page
from desktop.words.history import money
from desktop.words.referrals import friend_words


class FriendsPart(CustomerTab):
    """The code, what it brings, and the tree of who was brought."""

    def __init__(self, page: Page, papers: CounterPapers, *, go_to: Callable[[str], None]) -> None:
        super().__init__(page)
        self._papers = papers
        self._customer_id = ""
        self.tree = FriendTreeView("customer.tree")
        self.widget = self.tab = FriendsTab("customer.friends", self.tree)
        self.tab.card_asked.connect(lambda: papers.show_card(self._customer_id))
        self.tab.slips_asked.connect(lambda: papers.show_friend_slips(self._customer_id))
        for widget in (self.tab, self.tree):
            widget.customer_asked.connect(go_to)

    def tell(self, customer_id: str) -> None:
        """Show whom the customer brought."""
        self._customer_id = customer_id
        moment = self._page.session.moment()
        told = friend_tree(moment, customer_id)
        self.tab.show_code(_code_shown(told, moment))
        self.tree.show_tree(told, moment.settings)

    def take_focus(self) -> None:
        """Put the focus on the first thing to press."""
        self.tab.card_button.setFocus()

    def in_order(self) -> list[QWidget]:
        """Return the papers of the code, then the friends."""
        tab = self.tab
        before: list[QWidget] = [tab.card_button, tab.slips_button, tab.referrer_button]
        return [*before, *self.tree.in_order()]


def _code_shown(told: FriendTree, moment: Moment) -> CodeShown:
    by = told.brought_by
    count, came = formats.number(len(told.friends)), formats.number(told.came)
    words = trn("{friends} ({bought} has bought)", "{friends} ({bought} have bought)", told.came)
    facts = [(tr("Friends brought"), words.format(friends=count, bought=came))]
    if told.second:
        facts.append((tr("Their friends"), formats.number(told.second)))
    if told.friends:
        facts.append((tr("All of them spent"), money(told.worth, moment.settings)))
    if told.rank is not None:
        words = tr("{rank} of {count}").format(
            rank=formats.number(told.rank), count=formats.number(told.bringers)
        )
        facts.append((tr("Rank among all who bring friends"), words))
    return CodeShown(
        code=told.code,
        words=friend_words(moment.settings),
        facts=facts,
        referrer=by.customer_id if by else "",
        referrer_name=by.name if by else "",
    )
