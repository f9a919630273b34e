"""Says every sentence in the language in force; English is the source, Japanese is complete."""

import gettext
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache

from desktop.resources import resource

LANGUAGES = ("en", "ja")

# A context variable, so that a paper can be drawn in Japanese while the windows speak English.
_language: ContextVar[str] = ContextVar("language", default="en")


def use_language(language: str) -> None:
    """Speak this language ("en" or "ja") from now on."""
    assert language in LANGUAGES
    _language.set(language)


def language_in_use() -> str:
    """Return the language in force, "en" or "ja"."""
    return _language.get()


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Speak another language for the length of a block."""
    assert language in LANGUAGES
    token = _language.set(language)
    try:
        yield
    finally:
        _language.reset(token)


def tr(message: str) -> str:
    """Return the sentence in the language in force; values are filled in afterwards by name."""
    return _catalogue(_language.get()).gettext(message)


def trn(singular: str, plural: str, count: int) -> str:
    """Return the sentence that fits the count; the count itself is filled in afterwards."""
    return _catalogue(_language.get()).ngettext(singular, plural, count)


def trc(context: str, message: str) -> str:
    """Return a word in the language in force whose English alone would leave its meaning open."""
    return _catalogue(_language.get()).pgettext(context, message)


def mark(message: str) -> str:
    """Mark a sentence for the catalogue that is translated later, when it is shown."""
    return message


@cache
def _catalogue(language: str) -> gettext.NullTranslations:
    if language == "en":
        return gettext.NullTranslations()
    return gettext.translation("okaeri", resource("locale"), [language])
