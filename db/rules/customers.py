"""Customers: what may be written of a person, member numbers, referral codes, who is who."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import islice, product
from typing import Any, Literal

from db.errors import BadDate, BadRequest
from db.rules.addresses import LONGEST_POSTCODE, read_address
from db.rules.channels import WAYS
from db.rules.periods import parse_birthday, parse_day
from db.rules.shop import line_of_text, one_of

NoticeCode = Literal["phone_unknown", "repaired"]
Likeness = Literal["phone", "email", "name_and_reading", "name_and_birthday", "alike", "name"]

LONGEST_NAME = 100
LONGEST_NOTE = 2000
_LONGEST_EMAIL = 254
_LONGEST_CARD = 64
_LONGEST_TAG = 40
_MOST_TAGS = 50
_MEMBER_NUMBER = re.compile(r"20[0-9]{11}")
_EMAIL = re.compile(r"[^\s@,;:<>()\[\]\\\"]+@(?:[\w-]+\.)+[^\W\d_][\w-]+")
_SPACES = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000 ]+")
_INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff]")  # what a copied cell brings along
# NFC would also swap a person's own kanji (U+FA19 神) for the usual one.
_NOT_SPECIAL_KANJI = re.compile("[^\uf900-\ufaff\U0002f800-\U0002fa1f]+")
_CODE_DIGITS = "2345679"  # 0, 1 and 8 look like O, I and B; 1, 7 and 8 sound alike in Japanese
_CODE_CONSONANTS, _CODE_VOWELS = "KMNRSTHB", "AEIOU"
_LONGEST_CODE_NAME = 8
_LONGEST_CODE = 16
_MOST_MEANT = 200  # readings of one typed code that are looked up
# What a hand, an eye or an ear mixes up: before the digits stand letters, behind them none.
_AS_LETTER = {
    "0": "O", "1": "IL", "2": "Z", "5": "S", "6": "G", "8": "B", "I": "IL", "L": "LIR", "R": "RL",
}  # fmt: skip
_AS_DIGIT = {"Z": "2", "S": "5", "G": "6", "B": "8"}
_NOT_SAID = re.compile("KUSO|BAKA|BUSU|SINE|HAGE|ERO|KIMO|TINKO|MANKO|HENTA")


@dataclass(frozen=True)
class NewCustomer:
    """A customer as told at sign-up; nothing is checked before the customer is placed."""

    name: str
    reading: str | None = None
    phone: str | None = None
    email: str | None = None
    birthday: str | None = None  # 1953-04-23, or --08-16 without a year
    card: str | None = None
    joined: str | None = None  # a day; today where it is not told
    referral_code: str | None = None  # of the friend who brought the customer
    note: str | None = None
    tags: tuple[str, ...] = ()
    consent: tuple[str, ...] = ()  # to what the customer agreed
    postcode: str | None = None
    address: str | None = None  # lines, as on an envelope
    channel: str | None = None  # by which they like best to be spoken to


@dataclass(frozen=True)
class Notice:
    """Something worth saying about what was taken in all the same."""

    code: NoticeCode
    field: str
    text: str  # as it was typed


@dataclass(frozen=True)
class Told:
    """What two people are compared by; names and readings folded, with a space between words."""

    name: str
    reading: str = ""
    phone: str | None = None
    email: str | None = None
    birthday: str | None = None


# -- What may be written of a person --------------------------------------------------------


def read_new_customer(raw: Mapping[str, object]) -> NewCustomer:
    """Understand a new customer as a form or a request tells it; None and "" are not told.

    Raises BadRequest or BadDate that names the field.
    """
    if not raw.get("name"):
        raise BadRequest("name", "missing")
    told: dict[str, Any] = {
        # As typed, so that what has to be repaired can still be told.
        name: value if isinstance(value, tuple) else raw[name]
        for name, value in understood_fields(raw).items()
        if value is not None
    }
    return NewCustomer(**told)


def given_fields(new: NewCustomer) -> dict[str, object]:
    """Return the fields that were told, by name."""
    return {name: value for name, value in vars(new).items() if value not in (None, "", ())}


def understood_fields(raw: Mapping[str, object]) -> dict[str, Any]:
    """Understand some fields of a customer; None stands for one that was emptied.

    Raises BadRequest or BadDate that names the field.
    """
    understood: dict[str, Any] = {}
    for name, value in raw.items():
        if name not in _READERS:
            raise BadRequest(name, "unknown")
        understood[name] = _READERS[name](value)
    return understood


def refuse_future(day: str, *, today: date) -> None:
    """Refuse a birthday or a day of joining that is still to come; raises BadDate."""
    if not day.startswith("--") and parse_day(day) > today:
        raise BadDate(day)


def _line(name: str, longest: int) -> Callable[[object], str | None]:
    def read(value: object) -> str | None:
        if not isinstance(value, str):
            return None if value is None else line_of_text(value, name)
        text = _SPACES.sub(" ", _INVISIBLE.sub("", value)).strip()
        text = _NOT_SPECIAL_KANJI.sub(lambda part: unicodedata.normalize("NFC", part[0]), text)
        return line_of_text(text, name, longest=longest) if text else None

    return read


def _plain_line(name: str, longest: int) -> Callable[[object], str | None]:
    """Read what has no full-width letters of its own: an address, a code, a day."""
    read_line = _line(name, longest)

    def read(value: object) -> str | None:
        if isinstance(value, str) and len(value) <= longest:
            value = unicodedata.normalize("NFKC", value)
        return read_line(value)

    return read


def _name(value: object) -> str:
    name = _line("name", LONGEST_NAME)(value)
    if name is None:
        raise BadRequest("name", "missing")
    return name


def _email(value: object) -> str | None:
    address = _plain_line("email", _LONGEST_EMAIL)(value)
    if address is not None and not _EMAIL.fullmatch(address):
        raise BadRequest("email", "invalid")
    return address


def _birthday(value: object) -> str | None:
    day = _plain_line("birthday", 40)(value)
    return parse_birthday(day) if day else None


def _joined(value: object) -> str | None:
    day = _plain_line("joined", 40)(value)
    return parse_day(day).isoformat() if day else None


def _card(value: object) -> str | None:
    card = _plain_line("card", _LONGEST_CARD)(value)
    return card.replace(" ", "") if card else None


def _note(value: object) -> str | None:
    if value is None:
        return None
    if not isinstance(value, str):
        raise BadRequest("note", "type")
    note = value.replace("\r\n", "\n").replace("\r", "\n").strip()
    if len(note) > LONGEST_NOTE:
        raise BadRequest("note", "too_long", str(LONGEST_NOTE))
    if not all(letter.isprintable() or letter in "\n\t\u3000\u00a0" for letter in note):
        raise BadRequest("note", "invalid")
    return note or None


def _address(value: object) -> str | None:
    if isinstance(value, list | tuple):  # the feed may say the lines one by one
        value = "\n".join(line for line in value if isinstance(line, str))
    if value is None:
        return None
    if not isinstance(value, str):
        raise BadRequest("address", "type")
    return read_address(_INVISIBLE.sub("", value))


def _words(name: str) -> Callable[[object], tuple[str, ...]]:
    read_word = _line(name, _LONGEST_TAG)

    def read(value: object) -> tuple[str, ...]:
        if value is None:
            return ()
        if isinstance(value, str):
            value = re.split("[,;、]", value)
        if not isinstance(value, list | tuple):
            raise BadRequest(name, "type")
        words = {word.casefold(): word for word in map(read_word, value) if word}
        if len(words) > _MOST_TAGS:
            raise BadRequest(name, "too_long", str(_MOST_TAGS))
        return tuple(words.values())

    return read


def _consent(value: object) -> tuple[str, ...]:
    """Read to what a customer agreed; a plain yes or no is understood too."""
    if isinstance(value, bool):
        return ("any",) if value else ()
    return _words("consent")(value)


def _channel(value: object) -> str | None:
    return None if value in (None, "") else one_of(value, "channel", WAYS)


_READERS: dict[str, Callable[[object], object]] = {
    "name": _name,
    "reading": _line("reading", LONGEST_NAME),
    "phone": _plain_line("phone", LONGEST_NAME),
    "email": _email,
    "birthday": _birthday,
    "card": _card,
    "joined": _joined,
    "referral_code": _plain_line("referral_code", LONGEST_NAME),
    "note": _note,
    "tags": _words("tags"),
    "consent": _consent,
    "postcode": _plain_line("postcode", LONGEST_POSTCODE),
    "address": _address,
    "channel": _channel,
}


NO_LETTERS = "no letter"
"""The consent of somebody who asked not to be written to."""


def refuses_letters(consent: Iterable[str]) -> bool:
    """Tell whether somebody said no to letters; a yes to e-mail is no word about letters.

    Whoever was never asked may be written to, as any neighbour may; of two words the no holds.
    """
    return not {word.casefold() for word in consent}.isdisjoint({NO_LETTERS, "no letters", "none"})


def welcomes_letters(consent: Iterable[str]) -> bool:
    """Tell whether somebody agreed to be written to by letter."""
    said = {word.casefold() for word in consent}
    return not refuses_letters(said) and not said.isdisjoint({"letter", "letters", "any"})


def with_letters(consent: Iterable[str], allowed: bool | None) -> tuple[str, ...]:
    """Return what somebody agreed to after a word about letters; None: it was never asked."""
    others = [word for word in consent if word.casefold() not in (NO_LETTERS, "letter", "letters")]
    if allowed is None:
        return tuple(others)
    return (*others, "letter" if allowed else NO_LETTERS)


# -- Member numbers -------------------------------------------------------------------------


def with_check_digit(body: str) -> str:
    """Return twelve digits with the thirteenth that EAN-13 puts behind them."""
    assert len(body) == 12
    weighted = sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(body))
    return f"{body}{-weighted % 10}"


def member_number(running: int) -> str:
    """Return the member number of the n-th customer: EAN-13 in the range for in-store use."""
    return with_check_digit(f"20{running:010d}")


def is_member_number(text: str) -> bool:
    """Tell whether a text can be a member number of a shop like this one."""
    return bool(_MEMBER_NUMBER.fullmatch(text)) and with_check_digit(text[:12]) == text


# -- Referral codes -------------------------------------------------------------------------


def referral_code_name(name_words: Iterable[str]) -> str:
    """Return the part of a referral code that is said: the first of these words that can be.

    The words are romaji, the given name first; "" when none of them is made of plain letters.
    """
    for word in name_words:
        letters = word.upper()
        if re.fullmatch("[A-Z]{2,}", letters):
            return letters[:_LONGEST_CODE_NAME]
    return ""


def invented_code_name(draw: Callable[[str, int], str]) -> str:
    """Return six letters that can be said aloud; `draw` takes letters from an alphabet."""
    while True:
        pairs = zip(draw(_CODE_CONSONANTS, 3), draw(_CODE_VOWELS, 3), strict=True)
        name = "".join(consonant + vowel for consonant, vowel in pairs)
        if not _NOT_SAID.search(name):
            return name


def code_digits(attempt: int, draw: Callable[[str, int], str]) -> str:
    """Return the digits behind a referral code's name; one more after every second attempt."""
    return draw(_CODE_DIGITS, 1 + attempt // 2)


def codes_meant(text: str) -> tuple[str, ...]:
    """Return the referral codes that can be meant by what was typed, the likeliest first.

    Case, width, spaces and hyphens do not matter; what looks or sounds alike is told apart by its
    place, since a code is a name and then digits: EM1LY7 is EMILY7.
    """
    plain = unicodedata.normalize("NFKC", text).upper()
    plain = "".join(letter for letter in plain if letter.isalnum())
    found = {plain: None, plain.replace("0", "O").replace("1", "I"): None}
    if len(plain) <= _LONGEST_CODE and plain.isascii() and any(map(str.isdigit, plain)):
        found |= dict.fromkeys(islice(_readings(plain), _MOST_MEANT))
    return tuple(found)


def _readings(plain: str) -> Iterator[str]:
    """Yield a text as a name and digits, for each place where the digits may begin."""
    for start in range(len(plain) - 1, 1, -1):
        digit = _AS_DIGIT.get(plain[start], plain[start])
        if digit not in "23456789":
            return
        name = [_AS_LETTER.get(letter, letter) for letter in plain[:start]]
        if start > _LONGEST_CODE_NAME or any(letters.isdigit() for letters in name):
            continue
        digits = "".join(_AS_DIGIT.get(letter, letter) for letter in plain[start:])
        yield from ("".join(letters) + digits for letters in product(*name))


# -- Who is who -----------------------------------------------------------------------------


def likenesses(one: Told, other: Told) -> tuple[Likeness, ...]:
    """Return what speaks for two people being one, the strongest first.

    "alike" is a name or reading one slip apart with the same birthday; "name" the same name alone
    where neither reading nor birthday speaks against it.
    """
    same_name = one.name.replace(" ", "") == other.name.replace(" ", "")
    readings = {told.reading.replace(" ", "") for told in (one, other) if told.reading}
    agree = birthdays_agree(one.birthday, other.birthday)
    disagree = bool(one.birthday and other.birthday) and not agree
    same_reading = bool(one.reading and other.reading) and len(readings) == 1
    found: dict[Likeness, bool] = {
        "phone": one.phone is not None and one.phone == other.phone,
        "email": one.email is not None and one.email.lower() == (other.email or "").lower(),
        "name_and_reading": same_name and same_reading,
        "name_and_birthday": same_name and agree,
        "alike": agree and not same_name and _alike(one, other),
        "name": same_name and len(readings) < 2 and not (same_reading or agree or disagree),
    }
    return tuple(likeness for likeness, speaks in found.items() if speaks)


def _alike(one: Told, other: Told) -> bool:
    same_reading = bool(one.reading and other.reading) and names_alike(one.reading, other.reading)
    return same_reading or names_alike(one.name, other.name)


def names_alike(one: str, other: str) -> bool:
    """Tell whether two folded names may be one: a slip of one letter, or words the other way."""
    if sorted(one.split()) == sorted(other.split()):
        return True
    one, other = one.replace(" ", ""), other.replace(" ", "")
    return min(len(one), len(other)) > 2 and _one_slip_apart(one, other)


def birthdays_agree(one: str | None, other: str | None) -> bool:
    """Tell whether two birthdays can be one; where a year is not told, the day decides."""
    if one is None or other is None or one[-5:] != other[-5:]:
        return False
    return one == other or one.startswith("--") or other.startswith("--")


def _one_slip_apart(one: str, other: str) -> bool:
    """Tell whether one letter was changed, left out, added, or swapped with its neighbour."""
    if abs(len(one) - len(other)) > 1:
        return False
    same_start = next(
        (place for place, pair in enumerate(zip(one, other, strict=False)) if len({*pair}) > 1),
        min(len(one), len(other)),
    )
    rest, other_rest = one[same_start:], other[same_start:]
    swapped = rest[:2] == other_rest[:2][::-1] and rest[2:] == other_rest[2:]
    return (
        swapped
        or other_rest in (rest[1:], rest)
        or rest == other_rest[1:]
        or (rest[1:] == other_rest[1:])
    )
