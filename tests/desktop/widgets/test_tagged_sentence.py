"""A tag and the sentence behind it."""

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.widgets.tagged_sentence import TaggedSentence

SENTENCE = "Bean Club ends in 10 days. Renewing by 29 Nov brings 200 points."


def test_it_is_said_with_its_tag_and_grows_with_its_words(
    dressed_app: QApplication, qtbot: QtBot
) -> None:
    del dressed_app
    shown = TaggedSentence("Renewal", "warn", SENTENCE)
    qtbot.addWidget(shown)
    assert shown.text() == SENTENCE
    assert shown.accessibleName() == f"Renewal: {SENTENCE}"
    assert shown.heightForWidth(260) > shown.heightForWidth(900)


def test_every_word_has_its_place_in_the_width(dressed_app: QApplication, qtbot: QtBot) -> None:
    del dressed_app
    shown = TaggedSentence("Renewal", "warn", "長い名前のプラン" * 60)
    qtbot.addWidget(shown)
    layout, height = shown._lay(200)
    lines = [layout.lineAt(number) for number in range(layout.lineCount())]
    assert all(line.naturalTextRect().right() <= 200 for line in lines)
    assert sum(line.textLength() for line in lines) == len(shown.sentence)
    assert height >= lines[-1].rect().bottom()
    with qtbot.waitExposed(shown):
        shown.show()
