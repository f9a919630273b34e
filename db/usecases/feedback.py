"""What customers say of the shop: a score, why, and whether their words may be printed."""

from dataclasses import dataclass

from db.errors import BadRequest
from db.journal import Draft
from db.queries.feedback import FeedbackAnswer, feedback_with_id, has_follow_up, unhappy_follow_up
from db.rules.feedback import Group, group_of, read_comment, read_score
from db.session import Action, Session


@dataclass(frozen=True)
class GivenFeedback:
    """An answer as it was kept, and the follow-up that came of it."""

    id: str
    customer_id: str
    score: int
    comment: str | None
    quotable: bool
    named: bool
    follow_up: str | None

    @property
    def group(self) -> Group:
        """Return the group of the score."""
        return group_of(self.score)


def give_feedback(
    session: Session,
    *,
    customer_id: str,
    score: object,
    comment: str | None = None,
    quotable: bool = False,
    named: bool = False,
    operation_id: str,
) -> GivenFeedback:
    """Keep how likely a customer is to recommend the shop, 0–10; anybody who works here may.

    `quotable`: the words may be printed; `named`: with the given name. A score of 0–6 becomes a
    follow-up by rule. Raises BadRequest that names the field, UnknownCustomer or NotAllowed.
    """
    with session.write(Action.GIVE_FEEDBACK, operation_id) as tx:
        kept = read_score(score)
        words = read_comment(comment) if comment is not None else None
        told = _told(words, quotable=quotable, named=named)
        fact = tx.post(Draft("feedback", {"score": kept, **told}, customer_id))
        due = unhappy_follow_up(customer_id, fact.id) if has_follow_up(tx.settings, kept) else None
        given = GivenFeedback(fact.id, customer_id, kept, words, quotable, named, due)
        tx.answer(given)
    return given


def quote_feedback(
    session: Session,
    *,
    feedback: str,
    quotable: bool | None = None,
    named: bool | None = None,
    comment: str | None = None,
    operation_id: str,
) -> FeedbackAnswer:
    """Keep why somebody gave a score, and whether the words may be printed; None: as before.

    Whoever withdraws the words withdraws the name beside them. Raises BadRequest for an answer
    that is not there, or for words to be printed that nobody said.
    """
    with session.write(Action.QUOTE_FEEDBACK, operation_id) as tx:
        was = feedback_with_id(tx.db, feedback)
        if was is None:
            raise BadRequest("feedback", "unknown")
        words = read_comment(comment) if comment is not None else was.comment
        may = was.quotable if quotable is None else quotable
        by_name = (was.named if named is None else named) and may
        before = {"comment": was.comment, "quotable": was.quotable, "named": was.named}
        told = {"comment": None, **_told(words, quotable=may, named=by_name)}
        tx.post(
            Draft("feedback.quote", {"feedback": was.id, **told, "was": before}, was.customer_id)
        )
        kept = feedback_with_id(tx.db, feedback)
        assert kept is not None
        tx.answer(kept)
    return kept


def _told(words: str | None, *, quotable: bool, named: bool) -> dict[str, object]:
    """Return what the journal says of the words; nothing to print, or a bare name, is refused."""
    if quotable and words is None:
        raise BadRequest("comment", "missing")
    if named and not quotable:
        raise BadRequest("quotable", "missing")
    told: dict[str, object] = {"quotable": quotable, "named": named}
    return told if words is None else {"comment": words, **told}
