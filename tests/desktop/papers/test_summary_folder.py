"""Each month that is over comes into the folder once, whenever the program is opened."""

from datetime import date
from pathlib import Path

import pytest

from db.environment import BookReadOnly
from db.session import Session
from desktop.i18n import speaking
from desktop.papers.summary_folder import keep_summaries, months_due, summary_name
from tests.desktop.a_shop_year import at, live_a_year

BEGAN = date(2026, 5, 4)


def due(folder: Path, today: date) -> list[str]:
    return [f"{month:%Y-%m}" for month in months_due(folder, today=today, first_day=BEGAN)]


def test_the_first_summary_is_that_of_the_month_that_ended_last(tmp_path: Path) -> None:
    assert due(tmp_path, date(2026, 11, 1)) == ["2026-10"]
    assert due(tmp_path, date(2026, 10, 31)) == ["2026-09"]
    assert due(tmp_path, date(2026, 5, 31)) == []
    assert months_due(tmp_path, today=date(2026, 11, 1), first_day=None) == []


def test_what_was_missed_while_the_program_was_shut_is_caught_up_with(tmp_path: Path) -> None:
    with speaking("ja"):
        (tmp_path / summary_name(date(2026, 7, 1))).touch()
    (tmp_path / "Photos 2026-09.zip").touch()
    assert due(tmp_path, date(2026, 11, 22)) == ["2026-08", "2026-09", "2026-10"]
    (tmp_path / summary_name(date(2026, 10, 1))).touch()
    assert due(tmp_path, date(2026, 11, 22)) == []
    assert due(tmp_path, date(2026, 12, 1)) == ["2026-11"]


def test_a_shop_that_was_shut_for_years_is_not_buried_in_paper(tmp_path: Path) -> None:
    (tmp_path / summary_name(date(2026, 7, 1))).touch()
    assert len(due(tmp_path, date(2029, 1, 5))) == 12


def test_summaries_are_made_once_and_whole(session: Session, tmp_path: Path) -> None:
    live_a_year(session)
    folder = tmp_path / "summaries"
    folder.mkdir()
    assert keep_summaries(at(session, date(2026, 9, 1)), folder) == [
        folder / "Retention summary 2026-08.pdf"
    ]
    made = keep_summaries(session, folder)
    assert [path.name[-11:] for path in made] == ["2026-09.pdf", "2026-10.pdf"]
    assert all(path.read_bytes().rstrip().endswith(b"%%EOF") for path in made)
    assert keep_summaries(session, folder) == []
    assert len(list(folder.iterdir())) == 3


def test_a_folder_that_is_gone_is_said(session: Session, tmp_path: Path) -> None:
    live_a_year(session)
    with pytest.raises(BookReadOnly):
        keep_summaries(session, tmp_path / "unplugged")
