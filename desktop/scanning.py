"""Goes between the scan box and the book: what a text is, and whom it finds."""

from collections.abc import Sequence

from db.session import Session
from desktop.widgets.page import Subject
from desktop.widgets.scan_box import Answer


def answers_to(session: Session, text: str) -> Sequence[Answer]:
    """Return the lines of the drop-down for what is typed so far."""
    del session, text
    return ()


def is_code(session: Session, text: str) -> bool:
    """Tell whether the book knows a text as a card, a coupon or another code."""
    return subject_of(session, text) is not None


def subject_of(session: Session, text: str) -> Subject | None:
    """Return what a code leads to, None where nothing answers to it."""
    del session, text
    return None
