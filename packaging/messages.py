"""Brings the Japanese catalogue in step with the code, and compiles it.

Finds every sentence of `db` and `desktop`, keeps what is translated, drops what is no longer said.
Further files named on the command line are taken in first: they may come from a translator.
Prints the sentences that still wait for a translation; ends with 1 if there are any.
"""

import sys
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parent.parent
CATALOGUE = ROOT / "resources/locale/ja/LC_MESSAGES/okaeri.po"
KEYWORDS = {"tr": None, "trn": (1, 2), "trc": ((1, "c"), 2), "mark": None}

Said = tuple[str, str | None, str | None]  # the sentence, its plural, its context
HEADER = """\
msgid ""
msgstr ""
"Language: ja\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=1; plural=0;\\n"

"""


def main(more: list[Path]) -> int:
    """Write the catalogue and its compiled form; returns the exit status."""
    known = _translations([CATALOGUE, *more])
    no_date = datetime(2026, 1, 1, tzinfo=UTC)  # the same words give the same file
    catalogue = Catalog(locale="ja", creation_date=no_date, revision_date=no_date)
    for single, plural, context in sorted(said(), key=repr):
        words = known.get((single, context), "")
        id, string = (single, words) if plural is None else ((single, plural), (words,))
        catalogue.add(id, string, context=context)
    _write(catalogue)
    missing = [single for single, _, context in said() if not known.get((single, context))]
    for message in missing:
        sys.stdout.write(f"{message}\n")
    sys.stdout.write(f"{len(catalogue)} sentences, {len(missing)} without a translation\n")
    return int(bool(missing))


def said() -> set[Said]:
    """Return every sentence of the code."""
    found: set[Said] = set()
    for folder in ("db", "desktop"):
        for _, _, message, _, context in extract_from_dir(ROOT / folder, keywords=KEYWORDS):
            if isinstance(message, str):
                found.add((message, None, context))
            else:
                found.add((message[0], message[1], context))
    return found


def _translations(files: list[Path]) -> dict[tuple[str, str | None], str]:
    """Return the Japanese by sentence and context; a later file goes before an earlier one."""
    known: dict[tuple[str, str | None], str] = {}
    for file in files:
        if file.exists():
            with file.open("rb") as opened:
                for message in read_po(opened, locale="ja"):
                    single = message.id if isinstance(message.id, str) else message.id[0]
                    words = message.string
                    text = words if isinstance(words, str) else words[0]
                    if single and text:
                        known[single, message.context] = text
    return known


def _write(catalogue: Catalog) -> None:
    CATALOGUE.parent.mkdir(parents=True, exist_ok=True)
    with CATALOGUE.open("wb") as file:
        file.write(HEADER.encode())
        write_po(file, catalogue, omit_header=True, width=0, sort_output=True)
    with CATALOGUE.with_suffix(".mo").open("wb") as file:
        write_mo(file, catalogue)


if __name__ == "__main__":
    sys.exit(main([Path(name) for name in sys.argv[1:]]))
