"""Opening the cash drawer without a sale: allowed, and told."""

from db.journal import Draft
from db.rules.shop import line_of_text
from db.session import Action, Session

_LONGEST_REASON = 200


def open_drawer(session: Session, *, reason: str, operation_id: str) -> None:
    """Write down that the drawer was opened, by whom and why; a sale opens it without a word here.

    Raises BadRequest without a reason, and NotAllowed.
    """
    with session.write(Action.OPEN_DRAWER, operation_id) as tx:
        said = line_of_text(reason, "reason", longest=_LONGEST_REASON)
        tx.post(Draft("drawer.open", {"reason": said}))
