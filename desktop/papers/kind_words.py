"""Puts kind words on a sheet, for window and command line: only those that may be printed."""

from collections.abc import Sequence
from typing import BinaryIO

from db.errors import BadRequest
from db.queries.feedback import KindWords, kind_words
from db.session import Session
from desktop.papers.look import look_of
from desktop.printing.kind_words import KindWordsSheet, Said, draw_kind_words
from desktop.words.kind_words import flyer_thanks, flyer_title, speaker


def print_kind_words(session: Session, to: BinaryIO, *, paper: str) -> None:
    """Print a sheet of kind words; raises BadRequest where there are none that may be printed."""
    draw_kind_words(kind_words_sheet(session), to, paper=paper)


def kind_words_sheet(session: Session) -> KindWordsSheet:
    """Return what stands on the sheet, the newest words first."""
    found: Sequence[KindWords] = kind_words(session.db, printable=True)
    if not found:
        raise BadRequest("kind_words", "no_kind_words")
    return KindWordsSheet(
        look=look_of(session),
        title=flyer_title(),
        said=tuple(Said(each.words, speaker(each)) for each in found),
        thanks=flyer_thanks(),
    )
