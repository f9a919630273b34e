"""Puts a certificate of thanks to somebody of the team together, for window and command line."""

from datetime import date
from typing import BinaryIO

from db.errors import BadRequest
from db.queries.team import TeamMember, team_member
from db.rules.periods import last_day_of_month
from db.session import Session
from desktop import formats
from desktop.i18n import tr
from desktop.papers.look import look_of
from desktop.printing.certificate import CertificateSheet, draw_certificate
from desktop.words.letters import addressed
from desktop.words.team import deeds, quoted, thanks_words

_MOST_FIGURES = 4


def print_team_certificate(
    session: Session, staff: str, month: date, to: BinaryIO, *, paper: str
) -> None:
    """Print thanks to somebody for a month; raises BadRequest where nobody is called so."""
    draw_certificate(team_certificate(session, staff, month), to, paper=paper)


def team_certificate(session: Session, staff: str, month: date) -> CertificateSheet:
    """Return the certificate: what they did, what a customer said, and the shop's thanks."""
    last = last_day_of_month(month)
    member = team_member(session.db, staff, first=month, last=last)
    if member is None:
        raise BadRequest("staff", "no_staff", staff)
    return CertificateSheet(
        look=look_of(session),
        title=tr("Certificate of thanks"),
        name=addressed(member.staff or staff),
        words=thanks_words(month),
        figures=_figures(member),
        quote=quoted(member.words[0]) if member.words else "",
        day=formats.day(min(last, session.today)),
        signed=session.settings.name,
    )


def _figures(member: TeamMember) -> tuple[tuple[str, str], ...]:
    """Return what there is to be proud of; nobody is told of a nought."""
    counted = [(deed.of(member), deed.counted) for deed in deeds() if deed.of(member)]
    return tuple((formats.number(count), words) for count, words in counted[:_MOST_FIGURES])
