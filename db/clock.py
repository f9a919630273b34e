"""The only reader of the computer's clock and the only maker of ids."""

import secrets
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

Clock = Callable[[], datetime]
"""Returns the present instant, in UTC."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_ID_LETTERS = "0123456789abcdefghjkmnpqrstvwxyz"  # Crockford's: no letter looks like another


def system_clock() -> datetime:
    """Return the computer's present instant, in UTC."""
    return datetime.now(UTC)


def fixed_clock(instant: datetime) -> Clock:
    """Return a clock that stands still, for entering yesterday's paper slips."""
    assert instant.tzinfo is not None
    return lambda: instant.astimezone(UTC)


def new_id() -> str:
    """Return a new id of 16 letters (80 random bits), never given before anywhere."""
    return "".join(secrets.choice(_ID_LETTERS) for _ in range(16))


def new_origin() -> int:
    """Return a new name for an installation: a random number of 63 bits."""
    return secrets.randbits(62) + 1


def new_key() -> bytes:
    """Return a new secret of 32 bytes."""
    return secrets.token_bytes(32)


def random_symbols(alphabet: str, count: int) -> str:
    """Return that many symbols of the alphabet from the system's secure source."""
    size, symbols = len(alphabet), ""
    drawn = secrets.randbelow(size**count)  # at once: a flyer has thousands of codes
    for _ in range(count):
        drawn, place = divmod(drawn, size)
        symbols += alphabet[place]
    return symbols


def random_below(limit: int) -> int:
    """Return a whole number from 0 up to, but without, the limit, from the secure source."""
    return secrets.randbelow(limit)


def milliseconds(instant: datetime) -> int:
    """Return an instant as whole milliseconds since 1970, the form in which books keep it."""
    return (instant - _EPOCH) // timedelta(milliseconds=1)


def instant(milliseconds: int) -> datetime:
    """Return the instant, in UTC, of whole milliseconds since 1970."""
    return _EPOCH + timedelta(milliseconds=milliseconds)
