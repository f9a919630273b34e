"""How somebody is called by those who know them: the given name out of a whole name."""

import unicodedata


def given_name(name: str, reading: str | None = None) -> str:
    """Return the given name, "" where it cannot be told from the family's.

    In kanji, kana and hangul the family's name comes first, in other letters the given name; so it
    does where a foreign name is written in kana with a dot between its parts. A name in one word
    of kanji is parted by its reading.
    """
    name = " ".join(unicodedata.normalize("NFC", name).split())
    if "・" in name or "＝" in name:
        return name.replace("＝", "・").partition("・")[0].strip()
    if "," in name:
        return name.partition(",")[2].strip().partition(" ")[0]
    words = name.split(" ")
    if not _is_wide(name):
        return words[0]
    if len(words) > 1:
        return words[-1]
    said = (reading or "").split()
    return said[-1] if len(said) > 1 else ""


def _is_wide(name: str) -> bool:
    return any(unicodedata.east_asian_width(letter) in "WF" for letter in name)
