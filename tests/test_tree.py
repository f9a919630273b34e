"""What no single file owns: mirrors, words for everything, SQL in its place."""

import ast
import gettext
import inspect
import re
import runpy
from pathlib import Path

import pytest

from db import environment, errors
from db.errors import ShopError
from desktop import messages

ROOT = Path(__file__).parent.parent
CODE = sorted(
    path
    for folder in ("db", "desktop")
    for path in (ROOT / folder).rglob("*.py")
    if path.name != "__init__.py"
)
LOCALE = ROOT / "resources/locale"
# Records and words alone, or tried whole through the file that uses them.
WITHOUT_A_TEST_OF_THEIR_OWN = {
    "db/environment.py",
    "db/errors.py",
    "db/migration_steps/carried_home.py",
    "db/migration_steps/coming_back.py",
    "db/migration_steps/lasting_bonds.py",
    "db/migration_steps/points_explained.py",
    "db/migration_steps/the_book.py",
    "db/migrations.py",
    "db/moment.py",
    "desktop/__main__.py",
    "desktop/topics/amounts.py",
    "desktop/topics/answers.py",
    "desktop/topics/keeping.py",
    "desktop/topics/operation.py",
    "desktop/topics/requests.py",
    "desktop/topics/selling.py",
    "desktop/printing/look.py",
}
SQL = re.compile(r"^\s*(SELECT|INSERT|UPDATE|DELETE|PRAGMA|CREATE|WITH)\s+\S+", re.IGNORECASE)
ENGLISH_WORDS_LIKE_SQL = re.compile(r"^(With|Update|Delete|Create|Select|Insert) [a-zé“]")
NO_ROOM = {"utils.py", "helpers.py", "common.py", "misc.py", "base.py", "manager.py"}


def refusals() -> list[type[ShopError]]:
    return [
        kind
        for module in (errors, environment)
        for _, kind in inspect.getmembers(module, inspect.isclass)
        if issubclass(kind, ShopError) and kind is not ShopError
    ]


def literals(path: Path) -> list[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    docstrings = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    return [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and id(node) not in docstrings
    ]


@pytest.mark.parametrize("path", CODE, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_file_has_its_test_in_the_same_place(path: Path) -> None:
    inside = path.relative_to(ROOT)
    if inside.as_posix() in WITHOUT_A_TEST_OF_THEIR_OWN:
        return
    assert (ROOT / "tests" / inside.parent / f"test_{inside.name}").exists()


@pytest.mark.parametrize("path", CODE, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_file_is_a_grab_bag_or_grows_beyond_one_room(path: Path) -> None:
    assert path.name not in NO_ROOM
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 450


@pytest.mark.parametrize(
    "path",
    [path for path in CODE if path.relative_to(ROOT).parts[0] == "desktop"],
    ids=lambda path: str(path.relative_to(ROOT)),
)
def test_no_sql_stands_outside_the_book(path: Path) -> None:
    found = [
        text
        for text in literals(path)
        if SQL.match(text) and not ENGLISH_WORDS_LIKE_SQL.match(text)
    ]
    if path.name == "bench.py" or path.parent.name == "bench":
        return  # its floors are bare SQLite, on purpose
    assert found == []


def test_every_refusal_has_a_sentence() -> None:
    assert set(refusals()) == messages.explained()


@pytest.mark.parametrize("sentence", messages.sentences())
def test_a_sentence_fills_in_only_what_its_refusal_knows(sentence: str) -> None:
    names = set(re.findall(r"{(\w+)}", sentence))
    known = {name for kind in refusals() for name in inspect.signature(kind).parameters}
    known |= {"seq", "where", "text", "max_money", "left_money", "needed_money"}
    assert names <= known


def test_every_sentence_of_the_code_is_in_the_catalogue_in_japanese() -> None:
    tools = runpy.run_path(str(ROOT / "packaging/messages.py"))
    japanese = vars(gettext.translation("okaeri", LOCALE, ["ja"]))["_catalog"]
    missing = []
    for single, plural, context in tools["said"]():
        key: object = single if context is None else f"{context}\x04{single}"
        translated = japanese.get(key if plural is None else (key, 0))
        if not translated:
            missing.append(single)
            continue
        filled = set(re.findall(r"{(\w+)}", translated))
        assert filled <= set(re.findall(r"{(\w+)}", plural or single)), single
    assert missing == []
