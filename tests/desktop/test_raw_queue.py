"""Bytes on a queue, past any driver."""

import pytest

from db.environment import PrinterFault
from desktop.raw_queue import refuse_what_cups_refused, send_raw
from tests.desktop.print_queue import PrintServer


def test_bytes_arrive_as_they_were_sent(print_server: PrintServer) -> None:
    every_byte = bytes(range(256)) * 300
    send_raw("Office", every_byte)
    assert print_server.printed() == every_byte
    refuse_what_cups_refused("Office")  # nothing was refused


@pytest.mark.parametrize(
    ("queue", "problem"), [("Gone", "unknown"), ("Closed", "stopped"), ("Stopped", "stopped")]
)
def test_a_queue_that_does_not_take_them_is_named(
    print_server: PrintServer, queue: str, problem: str
) -> None:
    with pytest.raises(PrinterFault) as refused:
        send_raw(queue, b"hello")
    assert (refused.value.printer, refused.value.problem) == (queue, problem)
    assert print_server.jobs() == 0


def test_a_computer_without_a_print_server_says_so() -> None:
    with pytest.raises(PrinterFault):
        send_raw("Office", b"hello")
