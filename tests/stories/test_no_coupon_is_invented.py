"""A million codes that nobody was given: each is refused, and for the right reason.

The check is 20 bits, so about one invented code in a million has the right one by chance. It is
refused as well, as a code that this book never issued; which of the two it must be is worked out
here a second way, from the definition of the keyed check alone.
"""

import hashlib
import json
import random
from collections import Counter
from collections.abc import Callable, Iterator

import pytest

from db.errors import ForgedCoupon, UnknownCoupon
from db.queries.coupons import coupon_key, coupon_typed
from db.rules.coupons import ALPHABET, read_code, spoken_code
from db.rules.rewards import Terms
from db.session import Session
from db.usecases.coupons import Issue, issue_coupons
from desktop.feed import answer

EACH = 200_000  # of five kinds
THROUGH_A_BOOK = 2_000
KEY, OTHER_SHOPS = hashlib.sha256(b"ours").digest(), hashlib.sha256(b"theirs").digest()
ASKED = "2026-11-22T10:14"
PAIRS = [first + second for first in ALPHABET for second in ALPHABET]
VALUE = {pair: number for number, pair in enumerate(PAIRS)}


class Check:
    """The keyed check from its definition: HMAC-SHA-256 by hand, its first 20 bits."""

    def __init__(self, key: bytes) -> None:
        padded = key.ljust(64, b"\0")
        self.inner = hashlib.sha256(bytes(byte ^ 0x36 for byte in padded))
        self.outer = hashlib.sha256(bytes(byte ^ 0x5C for byte in padded))

    def bits(self, random_part: str) -> int:
        inside, outside = self.inner.copy(), self.outer.copy()
        inside.update(random_part.encode())
        outside.update(inside.digest())
        return int.from_bytes(outside.digest()[:3], "big") >> 4

    def whole(self, random_part: str) -> str:
        bits = self.bits(random_part)
        return random_part + PAIRS[bits >> 10] + PAIRS[bits & 1023]

    def fits(self, code: str) -> bool:
        return self.bits(code[:8]) == VALUE[code[8:10]] << 10 | VALUE[code[10:]]


class Forger:
    """Makes codes that nobody was given, by chance but the same in every run."""

    def __init__(self, seed: int, key: bytes) -> None:
        self.chance = random.Random(seed)
        self.ours, self.theirs = Check(key), Check(OTHER_SHOPS)
        self.known = [self.never_issued() for _ in range(5_000)]

    def letters(self) -> str:
        bits = self.chance.getrandbits(40)
        return (
            PAIRS[bits & 1023]
            + PAIRS[bits >> 10 & 1023]
            + PAIRS[bits >> 20 & 1023]
            + PAIRS[bits >> 30]
        )

    def wrong_letter(self) -> str:
        code, place = self.chance.choice(self.known), int(self.chance.random() * 12)
        letter = ALPHABET[int(self.chance.random() * 32)]
        if letter == code[place]:
            return self.wrong_letter()
        return code[:place] + letter + code[place + 1 :]

    def swapped_letters(self) -> str:
        code, place = self.chance.choice(self.known), int(self.chance.random() * 11)
        if code[place] == code[place + 1]:
            return self.swapped_letters()
        return code[:place] + code[place + 1] + code[place] + code[place + 2 :]

    def invented(self) -> str:
        return self.letters() + self.letters()[:4]

    def of_another_shop(self) -> str:
        return self.theirs.whole(self.letters())

    def never_issued(self) -> str:
        return self.ours.whole(self.letters())

    def kinds(self) -> tuple[Callable[[], str], ...]:
        return (
            self.wrong_letter, self.swapped_letters, self.invented, self.of_another_shop,
            self.never_issued,
        )  # fmt: skip


def verdict(code: str, key: bytes) -> bool:
    try:
        return read_code(code, key=key) == code
    except ForgedCoupon:
        return False


def test_a_million_codes_that_nobody_was_given_are_all_told_apart() -> None:
    forger = Forger(20261122, KEY)
    issued = {forger.never_issued() for _ in range(500)}
    by_chance: Counter[str] = Counter()
    for make in forger.kinds():
        for _ in range(EACH):
            code = make()
            expected = forger.ours.fits(code)
            if verdict(code, KEY) is not expected or code in issued:
                raise AssertionError(f"{make.__name__} {code}: {expected}")
            by_chance[make.__name__] += expected
    assert by_chance.pop("never_issued") == EACH
    assert sum(by_chance.values()) <= 8, by_chance  # 0.8 are to be expected


def through_the_book(session: Session) -> Iterator[tuple[str, str]]:
    forger = Forger(4, coupon_key(session.db))
    for make in forger.kinds():
        for _ in range(THROUGH_A_BOOK // 5):
            code = make()
            yield code, "unknown_coupon" if forger.ours.fits(code) else "forged_coupon"


def test_through_a_book_they_open_no_sale_and_take_no_coupon(session: Session) -> None:
    terms = Terms("amount_off", 200)
    issue_coupons(session, Issue(terms, count=500, batch="Flyer"), operation_id="flyer")
    facts = session.db["facts"].count
    told: Counter[str] = Counter()
    for code, expected in through_the_book(session):
        request = {"op": "sale", "amount": "1980", "coupons": [spoken_code(code)], "at": ASKED}
        error = answer(session, json.dumps(request).encode())["error"]
        assert error["code"] == expected, code
        told[error.get("problem", "")] += 1
    assert told["never"] >= THROUGH_A_BOOK // 5
    assert session.db["facts"].count == facts
    assert session.db["sales"].count == 0


def test_one_wrong_letter_never_makes_another_coupon_of_the_shop(session: Session) -> None:
    """Of every coupon of a flyer each letter is mistyped in every way: 372 codes for each."""
    issued = issue_coupons(session, Issue(Terms("amount_off", 200), count=20), operation_id="f")
    check, refused = Check(coupon_key(session.db)), Counter[bool]()
    for code in (each.code for each in issued):
        for place in range(12):
            for letter in ALPHABET.replace(code[place], ""):
                wrong = code[:place] + letter + code[place + 1 :]
                with pytest.raises((ForgedCoupon, UnknownCoupon)) as refusal:
                    coupon_typed(session.db, wrong)
                refused[(refusal.value.code == "unknown_coupon") is check.fits(wrong)] += 1
    assert refused == {True: 20 * 12 * 31}
