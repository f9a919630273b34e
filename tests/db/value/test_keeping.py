"""An answer is kept as long as the book stays as it was, and not an act longer."""

from collections.abc import Callable

from db.session import Session
from db.value.keeping import Kept, last_hash


def test_an_answer_is_worked_out_once_until_the_book_changes(
    session: Session, a_customer: Callable[..., str]
) -> None:
    kept: Kept[int] = Kept(most=2)
    asked: list[str] = []

    def ask(what: str) -> int:
        def work_out() -> int:
            asked.append(what)
            return len(asked)

        return kept.get(session.db, what, work_out)

    assert [ask("a"), ask("a"), ask("b"), ask("a")] == [1, 1, 2, 1]
    ask("c")  # b was asked for longest ago
    assert [ask("a"), ask("b")] == [1, 4]
    before = last_hash(session.db)
    a_customer()
    assert last_hash(session.db) != before
    assert ask("b") == 5
