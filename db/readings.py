"""Makes one spelling of many: widths, kana, old and new kanji, and the ways romaji are written."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

import jaconv

_ONE_KANJI = str.maketrans(
    "髙﨑嵜㟢碕邊邉齋齊斉澤濱濵瀨嶋嶌廣眞國櫻圓德惠榮龍龜條壽實彌應曾會藏舘冨凜淸靜黑關鐵豐澁萬與學來禮當峯邨槇桒穗籔薮曻",
    "高崎崎崎崎辺辺斎斎斎沢浜浜瀬島島広真国桜円徳恵栄竜亀条寿実弥応曽会蔵館富凛清静黒関鉄豊渋万与学来礼当峰村槙桑穂藪藪昇",
)
_LATIN = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "ı": "i"})
_SIGNS = str.maketrans({"’": "'", "‘": "'", ",": " ", "、": " ", "・": " "})
_SMALL_KANA = str.maketrans("ヵヶヮ", "カケワ")  # jaconv leaves these three small
_ACCENTS = re.compile("[\u0300-\u036f]")  # the voicing marks of kana lie elsewhere
_SELECTORS = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")  # which drawing of a kanji
_HYPHENS = re.compile("[\u2010-\u2015\u2212]")
_KANA = re.compile("[ァ-ヺー]+")
_KANA_WORD = re.compile("[ァ-ヺー]+[a-z]{0,3}")  # letters that are not yet turned into kana too
_ROMAJI_WORD = re.compile("[a-z][a-z'-]*")
_SPELLINGS = [
    (re.compile(seen), one)
    for seen, one in (
        ("[-' ]", ""),
        ("m(?=[bmp])", "n"),
        ("cch", "tch"),
        ("sh(?=[aeou])", "sy"),
        ("sh", "s"),
        ("ch(?=[aeou])|cy", "ty"),
        ("ch", "t"),
        ("ts", "t"),
        ("dz|d(?=[iu])", "z"),
        ("jy?(?=[aeou])", "zy"),
        ("j", "z"),
        ("f", "h"),
        ("l", "r"),
        ("v", "b"),
        ("wo", "o"),
    )
]
_LONG_O = re.compile("ou|oh(?![aeiouy])")
_DOUBLED = re.compile(r"(.)\1+")
_REMEMBERED = 2000  # names come again and again in one shop


@dataclass(frozen=True)
class Ways:
    """How a typed word may stand in the book: at the start of a word, or anywhere in one."""

    starts: tuple[str, ...]
    anywhere: tuple[str, ...]


def folded(text: str) -> str:
    """Return the text as it is compared: one width, case, kana and kanji, no accents."""
    return _large(_plain(text))


def key(text: str) -> str:
    """Return the text folded and without spaces: how two writings of a name are compared."""
    return folded(text).replace(" ", "")


def katakana(text: str) -> str:
    """Return a reading as the book keeps it: full-width katakana, one space between words."""
    wide: str = jaconv.hira2kata(unicodedata.normalize("NFKC", text))
    return " ".join(wide.split())


def romaji(text: str) -> str:
    """Return kana as romaji (Hepburn), other letters folded as they are: シマ as "shima"."""
    return _KANA.sub(lambda kana: _hepburn(kana[0]), _plain(text))


def initials(name: str, reading: str | None = None) -> str:
    """Return the first letters of a name, "T.M.", by its reading; "" where they cannot be told."""
    words = romaji(name).replace("・", " ").split()
    if not all(word[0].isascii() and word[0].isalpha() for word in words):
        words = romaji(reading or "").split()
    letters = [word[0].upper() for word in words if word[0].isascii() and word[0].isalpha()]
    return "".join(f"{letter}." for letter in letters[:3])


def words_of(text: str) -> list[str]:
    """Return every word by which a name or a reading can be found, each in all its spellings.

    A name is also found by its words written as one: 田中 美咲 by 田中美.
    """
    parts = _plain(text).split()
    said = [_KANA.sub(lambda kana: _hepburn(kana[0]), part) for part in parts]
    found = [_large("".join(parts[first:])) for first in range(len(parts))]
    latin = ["".join(said[first:]) for first in range(len(said))] + said
    latin += [_hepburn(run) for part in parts for run in _KANA.findall(part) if len(run) > 1]
    for word in _once(latin):
        if _ROMAJI_WORD.fullmatch(word):
            found += _romaji_ways(word)
    return _once(found)


def typed_words(text: str) -> list[str]:
    """Return the words of what somebody types to find a customer."""
    return _plain(text).split()


def typed_ways(word: str) -> Ways:
    """Return the ways in which a word that somebody types, perhaps not to its end, may stand."""
    plain = _plain(word)
    if _KANA_WORD.fullmatch(plain):
        large = _large(plain)
        # As romaji only from the start: アナ stands in "tanaka", but not in タナカ.
        starts = _once([large, *_romaji_ways(romaji(plain))])
        return Ways(tuple(starts), (large,))
    if len(plain) > 1 and _ROMAJI_WORD.fullmatch(plain):
        ways = _romaji_ways(plain)
        if plain.endswith("m"):  # perhaps the n before the b or p that is typed next
            ways += _romaji_ways(f"{plain[:-1]}n")[1:]
        return Ways(tuple(_once(ways)), tuple(_once(ways)))
    return Ways((_large(plain),), (_large(plain),))


@lru_cache(maxsize=_REMEMBERED)
def _plain(text: str) -> str:
    plain = _SELECTORS.sub("", unicodedata.normalize("NFKC", text)).casefold()
    plain = unicodedata.normalize("NFD", plain)
    plain = unicodedata.normalize("NFC", _ACCENTS.sub("", plain))
    plain = _HYPHENS.sub("-", plain.translate(_SIGNS).translate(_LATIN).translate(_ONE_KANJI))
    kana: str = jaconv.hira2kata(plain)
    return " ".join(kana.split())


def _large(plain: str) -> str:
    """Write small kana large, as old programs did: ショウジ and シヨウジ are one name."""
    large: str = jaconv.enlarge_smallkana(plain)
    return large.translate(_SMALL_KANA)


@lru_cache(maxsize=_REMEMBERED)
def _hepburn(katakana_run: str) -> str:
    latin: str = jaconv.kana2alphabet(jaconv.kata2hira(katakana_run))
    return latin.replace("cch", "tch").replace("-", "")


def _romaji_ways(word: str) -> list[str]:
    """Return romaji as typed, in one spelling (syouzi), and with long vowels short (syozi)."""
    spelled = word
    for seen, one in _SPELLINGS:
        spelled = seen.sub(one, spelled)
    short = _DOUBLED.sub(r"\1", _LONG_O.sub("o", spelled))
    return [word, spelled, short]


def _once(words: Iterable[str]) -> list[str]:
    return [word for word in dict.fromkeys(words) if word]
