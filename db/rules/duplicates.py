"""Which two customers may be one person: what speaks for it, in a book of any size.

Nobody is compared with everybody. Who shares a phone, an address, a name, a reading or a birthday
lies in one small heap, and only within a heap are two looked at.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Literal

from db.rules.customers import birthdays_agree, names_alike

Sign = Literal[
    "phone", "name_and_birthday", "email", "alike", "name_and_reading", "nearly", "name"
]  # fmt: skip
_WEIGHTS: dict[Sign, int] = {
    "phone": 80,
    "name_and_birthday": 70,
    "email": 50,
    "alike": 40,  # nearly the same name, same birthday
    "name_and_reading": 30,
    "nearly": 20,  # nearly the same name and reading
    "name": 10,
}
_MOST_IN_A_HEAP = 12  # an address that more share is a household's or a firm's, nobody's own
_MOST_BEARERS = 3  # of a name that still tells one from another, and one more for each …
_CUSTOMERS_FOR_ONE_MORE = 10_000
_CROWDED_PERCENT = 10  # of customers who share their name: then names alone prove little …
_SMALL_BOOK = 100  # … but among fewer customers than these they always do
_LONG_NAME = 10  # letters, from which on a slip without any reading is looked at
_SHORTEST_PHONE = 7
_SHORTEST_NATIONAL = 9


@dataclass(frozen=True, slots=True)
class Face:
    """One way in which the book knows a customer: today's, or that of one merged into them.

    Name and reading are folded and without spaces.
    """

    customer_id: str
    name: str
    reading: str | None = None
    phones: tuple[str, ...] = ()  # as `phone_keys` writes them
    email: str | None = None  # in small letters
    birthday: str | None = None


@dataclass(frozen=True)
class LikelyPair:
    """Two customers who may be one, and what speaks for it, the strongest first."""

    one: str
    other: str
    why: tuple[Sign, ...]
    strength: int


def phone_keys(kept: str, *, calling_code: str) -> tuple[str, ...]:
    """Return a kept phone number as it is compared: with and without the country before it."""
    digits = kept.lstrip("+").lstrip("0")
    keys = [digits] if len(digits) >= _SHORTEST_PHONE else []
    national = digits.removeprefix(calling_code).lstrip("0")
    if digits.startswith(calling_code) and len(national) >= _SHORTEST_NATIONAL:
        keys.append(national)
    return tuple(keys)


def likely_pairs(
    faces: Sequence[Face], *, distinct: Collection[frozenset[str]] = ()
) -> list[LikelyPair]:
    """Return who may be one person, the likeliest first; not those who are said to be two."""
    names = _Names(faces)
    found: dict[frozenset[str], dict[Sign, int]] = {}
    compared = set[tuple[int, int]]()
    for one, other in _pairs_met(faces, names):
        pair = frozenset((one.customer_id, other.customer_id))
        if (id(one), id(other)) in compared or len(pair) < 2 or pair in distinct:
            continue
        compared.add((id(one), id(other)))
        signs = found.setdefault(pair, {})
        against = _differences(one, other)
        for sign in _signs(one, other, names):
            signs[sign] = max(_WEIGHTS[sign] - against, signs.get(sign, 0))
    pairs = [_pair(pair, signs) for pair, signs in found.items() if signs]
    pairs.sort(key=lambda pair: (-pair.strength, pair.one, pair.other))
    return pairs


def _pair(pair: frozenset[str], signs: dict[Sign, int]) -> LikelyPair:
    one, other = sorted(pair)
    why = sorted(signs, key=lambda sign: -_WEIGHTS[sign])
    return LikelyPair(one, other, tuple(why), sum(signs.values()))


class _Names:
    """How much names say in this book: one that many bear, or where many share theirs, little."""

    def __init__(self, faces: Sequence[Face]) -> None:
        words = {face.name for face in faces} | {face.reading for face in faces if face.reading}
        self.letters = {word: _letters(word) for word in words}
        self._bearers = Counter(self.letters[face.name] for face in faces)
        self._readers = Counter(self.letters[face.reading] for face in faces if face.reading)
        customers = len({face.customer_id for face in faces})
        sharing = sum(count for count in self._bearers.values() if count > 1)
        self._most = _MOST_BEARERS + customers // _CUSTOMERS_FOR_ONE_MORE
        self.crowded = customers >= _SMALL_BOOK and sharing * 100 > customers * _CROWDED_PERCENT

    def rare(self, face: Face) -> bool:
        """Tell whether so few bear the name that it speaks for its bearers being one."""
        return self._bearers[self.letters[face.name]] <= self._most

    def rarely_said(self, face: Face) -> bool:
        """Tell the same of a reading, which several names may have."""
        return bool(face.reading) and self._readers[self.letters[str(face.reading)]] <= self._most


def _letters(name: str) -> str:
    """Return the letters of a name in order: the same for both orders of its words."""
    return "".join(sorted(name))


def _signs(one: Face, other: Face, names: _Names) -> Iterator[Sign]:
    """Yield what speaks for two faces being one person's."""
    if set(one.phones) & set(other.phones):
        yield "phone"
    if one.email is not None and one.email == other.email:
        yield "email"
    agree = birthdays_agree(one.birthday, other.birthday)
    if agree and _same(one.name, other.name):
        yield "name_and_birthday"
    elif agree and _nearly(one, other):
        yield "alike"
    disagree = bool(one.birthday and other.birthday) and not agree
    if not disagree and not (names.crowded and _differences(one, other)):
        yield from _by_name(one, other, names)


def _nearly(one: Face, other: Face) -> bool:
    """Tell whether both names may be one; where both readings are told, they decide."""
    if one.reading and other.reading:
        return _alike(one.reading, other.reading)
    return _alike(one.name, other.name)


def _by_name(one: Face, other: Face, names: _Names) -> Iterator[Sign]:
    """Yield what name and reading alone say; one of the two must be the same to the letter."""
    same_name, same_reading = _same(one.name, other.name), _same(one.reading, other.reading)
    if same_name:
        if names.rare(one) and same_reading:
            yield "name_and_reading"
        elif names.rare(one) and _nearly(one, other):
            yield "nearly" if one.reading and other.reading else "name"
    elif not _alike(one.name, other.name):
        return
    elif same_reading:
        if names.rarely_said(one):
            yield "nearly"
    elif not (one.reading and other.reading) and _are_long(one.name, other.name):
        yield "nearly"


def _are_long(*names: str) -> bool:
    return min(map(len, names)) >= _LONG_NAME


def _differences(one: Face, other: Face) -> int:
    """Return in how many things both told two faces differ; each makes a sign a little weaker."""
    phones = bool(one.phones and other.phones) and not set(one.phones) & set(other.phones)
    emails = bool(one.email and other.email) and one.email != other.email
    return phones + emails


def _same(one: str | None, other: str | None) -> bool:
    """Tell whether two names are one, perhaps with the family's name before or behind."""
    if not one or not other or len(one) != len(other):
        return False
    return one == other or one in other + other


def _alike(one: str | None, other: str | None) -> bool:
    return bool(one and other) and (_same(one, other) or names_alike(str(one), str(other)))


# -- Heaps ----------------------------------------------------------------------------------


class _Heaps:
    """Faces that share something, so that only those few are compared with each other."""

    def __init__(self) -> None:
        self._first: dict[str, Face] = {}
        self._heaps: dict[str, list[Face]] = {}  # most things belong to one face alone

    def put(self, face: Face, *keys: str) -> None:
        """Lay a face on the heaps of those who share something."""
        first, heaps = self._first, self._heaps
        for key in keys:
            before = first.setdefault(key, face)
            if before is face:
                continue
            if key in heaps:
                heaps[key].append(face)
            else:
                heaps[key] = [before, face]

    def put_slips(self, face: Face, word: str) -> None:
        """Lay a face on the heap of a word, and on those of the word with one letter less.

        Two words that are one slip apart meet on one of them.
        """
        self.put(face, word, *[word[:place] + word[place + 1 :] for place in range(len(word))])

    def pairs(self) -> Iterator[tuple[Face, Face]]:
        """Yield every two faces of a heap, again for each that they share."""
        for heap in self._heaps.values():
            if len(heap) <= _MOST_IN_A_HEAP:
                yield from combinations(heap, 2)


def _pairs_met(faces: Iterable[Face], names: _Names) -> Iterator[tuple[Face, Face]]:
    """Yield every two faces that share a thing or, but for a slip, a name and a day."""
    shared, long = _Heaps(), _Heaps()
    birthdays: defaultdict[str, _Heaps] = defaultdict(_Heaps)
    for face in faces:
        shared.put(face, *(f"phone {phone}" for phone in face.phones))
        if face.email is not None:
            shared.put(face, f"email {face.email}")
        if names.rare(face):
            shared.put(face, f"name {names.letters[face.name]}")
            if face.reading is None and _are_long(face.name):
                long.put_slips(face, face.name)
        if face.reading is not None and names.rarely_said(face):
            shared.put(face, f"reading {names.letters[face.reading]}")
        if face.birthday is not None:
            born = birthdays[face.birthday[-5:]]
            born.put(face, f"name {names.letters[face.name]}")
            born.put_slips(face, face.name)
            born.put_slips(face, face.reading or face.name)
    for heaps in (shared, long, *birthdays.values()):
        yield from heaps.pairs()
