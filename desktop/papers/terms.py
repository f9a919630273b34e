"""Puts the programme's terms on their paper, for window and command line."""

from typing import BinaryIO

from db.session import Session
from desktop import formats
from desktop.i18n import tr
from desktop.papers.look import look_of
from desktop.printing.terms import TermsSection, TermsSheet, draw_terms
from desktop.words.terms import offers_at, terms_sections


def terms_sheet(session: Session) -> TermsSheet:
    """Return the terms that hold as of now."""
    moment = session.moment()
    sections = terms_sections(moment.settings, offers_at(moment))
    return TermsSheet(
        look=look_of(session),
        title=tr("How our points programme works"),
        as_of=tr("As of {day}").format(day=formats.day(moment.today)),
        sections=tuple(TermsSection(heading, said) for heading, said in sections),
    )


def print_terms(session: Session, to: BinaryIO, *, paper: str) -> None:
    """Print the terms that hold as of now."""
    draw_terms(terms_sheet(session), to, paper=paper)
