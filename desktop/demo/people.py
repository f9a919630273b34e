"""People who do not exist, for the demo: names in two scripts, phones that nobody has."""

import csv
import itertools
import random
from collections.abc import Iterator
from dataclasses import dataclass

from db.rules.customers import NewCustomer
from desktop.resources import resource

_SHARE_OF_LATIN_NAMES = 0.2
_SHARE_WITHOUT_PHONE = 0.15
_SHARE_WITH_EMAIL = 0.5
_SHARE_WITH_BIRTHDAY = 0.6
_SHARE_OF_UNTOLD_YEARS = 0.3
_SHARE_WITH_ADDRESS = 0.4
_OF_TEN_AGREE = 6  # to be written to by e-mail


@dataclass(frozen=True)
class _Name:
    written: str
    reading: str | None


@dataclass(frozen=True)
class _Home:
    postcode: str | None = None
    address: str | None = None


def invented_people(draw: random.Random) -> Iterator[NewCustomer]:
    """Yield people without end, the first of them a 田中; the same draw gives the same people."""
    names = _names()
    for count in itertools.count(1):
        name = _Name("田中 美咲", "タナカ ミサキ") if count == 1 else _name(draw, names)
        phone, home = f"090-0000-{count:04}", _home(draw, name, count)
        yield NewCustomer(
            name=name.written,
            reading=name.reading,
            phone=None if draw.random() < _SHARE_WITHOUT_PHONE and count > 1 else phone,
            email=f"guest{count}@example.jp" if draw.random() < _SHARE_WITH_EMAIL else None,
            birthday=_birthday(draw) if draw.random() < _SHARE_WITH_BIRTHDAY else None,
            postcode=home.postcode,
            address=home.address,
            consent=("email",) if count % 10 < _OF_TEN_AGREE else (),
        )


def _names() -> dict[str, list[_Name]]:
    """Return common names by kind; which goes with which is drawn, so nobody is meant."""
    names: dict[str, list[_Name]] = {}
    with resource("samples/demo_names.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            names.setdefault(row["kind"], []).append(_Name(row["written"], row["reading"]))
    return names


def _name(draw: random.Random, names: dict[str, list[_Name]]) -> _Name:
    if draw.random() < _SHARE_OF_LATIN_NAMES:
        first, last = draw.choice(names["first name"]), draw.choice(names["last name"])
        return _Name(f"{first.written} {last.written}", None)
    surname, given = draw.choice(names["surname"]), draw.choice(names["given name"])
    return _Name(f"{surname.written} {given.written}", f"{surname.reading} {given.reading}")


def _home(draw: random.Random, name: _Name, count: int) -> _Home:
    """Return where somebody lives, in a town that no post knows; many have not said."""
    if count > 1 and draw.random() >= _SHARE_WITH_ADDRESS:
        return _Home()
    block, house = draw.randint(1, 9), draw.randint(1, 40)
    address = f"見本市こもれび町{block}-{house}"
    if name.reading is None:
        address = f"{block}-{house} Komorebi, Sample City"
    return _Home(f"000-{count % 10000:04}", address)


def _birthday(draw: random.Random) -> str:
    month, day = draw.randint(1, 12), draw.randint(1, 28)
    if draw.random() < _SHARE_OF_UNTOLD_YEARS:
        return f"--{month:02}-{day:02}"
    return f"{draw.randint(1945, 2008)}-{month:02}-{day:02}"
