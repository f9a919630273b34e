"""Gives Python 3.11 what PySide6 6.12 counts on: that None, True and False are immortal.

From Python 3.12 on they are. Before, each call of Qt that returns None takes one reference away
that it never got, until the interpreter ends with "deallocating None", after some thousand calls.
"""

import ctypes
import sys

_MORE_THAN_A_LIFETIME = 1 << 48  # references; a million calls a second for nine years


def keep_immortals() -> None:
    """Make sure that no number of calls ends None, True or False; safe to run twice."""
    if sys.version_info >= (3, 12):
        return
    for value in (None, True, False, NotImplemented, Ellipsis):
        count = ctypes.c_ssize_t.from_address(id(value))  # the first field of every object
        if count.value < _MORE_THAN_A_LIFETIME // 2:
            count.value += _MORE_THAN_A_LIFETIME
