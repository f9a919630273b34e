"""The music shop's book, made once for all tests of figures."""

from collections.abc import Iterator

import pytest

from db import checks
from db.connection import create_book
from db.session import Session
from tests.db.queries.past_sales import cdnow, record


@pytest.fixture(scope="session")
def record_shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    """Return the music shop's book; it is only read, so all tests share it."""
    path = tmp_path_factory.mktemp("cdnow") / "music.okaeri"
    session = Session(create_book(path))
    record(session, cdnow())
    yield session
    assert checks.problems(session.db) == []
    session.db.conn.close()
