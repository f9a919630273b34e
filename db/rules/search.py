"""How words are cut into pieces, so that any fragment of one is found without reading them all.

A word is kept as every piece of up to three letters that it holds, and its first three once more
behind a mark: misaki as ^mis mis isa sak aki ki i. One letter or two are the beginning of a piece.
"""

import re
from collections.abc import Iterable

_START = "^"
_PIECE = 3
_OTHER_SIGNS = re.compile(r"[^0-9a-z+@.\u0080-\U0010ffff-]")  # FTS5 would split words there


def entry_words(words: Iterable[str]) -> str:
    """Return words as an entry keeps them: once each, a space before every one."""
    return "".join(f" {word}" for word in dict.fromkeys(words))


def pieces_of(entry: str) -> frozenset[str]:
    """Return the pieces of an entry's words."""
    pieces = set()
    for word in entry.split():
        plain = _OTHER_SIGNS.sub("_", word)
        pieces.add(_START + plain[:_PIECE])
        pieces.update(plain[place : place + _PIECE] for place in range(len(plain)))
    return frozenset(pieces)


def expression(words: Iterable[Iterable[str]]) -> str:
    """Return what FTS5 is asked for: of every word, one of the ways in which it may stand.

    A way with a space before it stands at the start of a word, as in `entry_words`.
    """
    asked = (" OR ".join(f"({_pieces_asked(way)})" for way in ways) for ways in words)
    return " AND ".join(f"({one})" for one in asked)


def _pieces_asked(way: str) -> str:
    plain = _OTHER_SIGNS.sub("_", way.lstrip())
    first = (_START if way.startswith(" ") else "") + plain[:_PIECE]
    pieces = [f'"{first}"' + ("" if len(plain) >= _PIECE else " *")]
    if len(plain) > _PIECE:
        places = [*range(_PIECE, len(plain) - _PIECE, _PIECE), len(plain) - _PIECE]
        pieces += [f'"{plain[place : place + _PIECE]}"' for place in places]
    return " AND ".join(pieces)
