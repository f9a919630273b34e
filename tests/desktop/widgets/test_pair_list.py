"""The list of pairs that may be one person."""

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from db.queries.duplicates import CustomerPair, find_pairs
from db.rules.customers import NewCustomer
from db.session import Session
from db.usecases.customers import add_customer
from desktop.widgets.pair_list import PairList, ids_of


@pytest.fixture
def pairs(session: Session) -> tuple[CustomerPair, ...]:
    for number, name in enumerate(("髙橋 愛", "高橋 愛", "田中 健", "田中 健")):
        add_customer(session, new=NewCustomer(name), operation_id=str(number))
    return find_pairs(session.db, today=session.today).pairs


def test_the_chosen_pair_stays_chosen_where_it_is_still_there(
    dressed_app: QApplication, pairs: tuple[CustomerPair, ...], qtbot: QtBot
) -> None:
    del dressed_app
    made = PairList("pairs")
    qtbot.addWidget(made)
    made.show_pairs(pairs, chosen=frozenset())
    assert made.record() == pairs[0]
    shown = {str(made.records.index(row, 0).data()) for row in range(2)}
    assert "田中 健" in shown
    assert any("/" in text for text in shown)
    made.show_pairs(pairs[::-1], chosen=ids_of(pairs[0]))
    assert made.record() == pairs[0]
    made.show_pairs(pairs[1:], chosen=ids_of(pairs[0]))
    assert made.record() == pairs[1]
    made.show_pairs((), chosen=frozenset())
    assert made.record() is None
