"""Python's looks for rings stand still for a while, and go on afterwards as before."""

import gc

import pytest

from db.collecting import nothing_to_collect


def _fail() -> None:
    with nothing_to_collect():
        assert not gc.isenabled()
        raise KeyError


def test_it_stands_still_within_and_goes_on_after_a_failure_too() -> None:
    assert gc.isenabled()
    with pytest.raises(KeyError):
        _fail()
    assert gc.isenabled()


def test_where_it_stood_still_before_it_stays_so() -> None:
    gc.disable()
    try:
        with nothing_to_collect():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()
