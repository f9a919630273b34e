"""A receipt printer on loopback, and the paper that comes out of one: ESC/POS read back."""

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import numpy as np
from PIL import Image

Serve = Callable[[socket.socket, "NetworkPrinter"], None]
_GOOD, _NO_PAPER, _COVER_OPEN = b"\x12", b"\x72", b"\x16"


@dataclass
class NetworkPrinter:
    """What stands on the other end of the network."""

    port: int = 0
    taken: bytearray = field(default_factory=bytearray)
    done: threading.Event = field(default_factory=threading.Event)

    @property
    def address(self) -> str:
        """Return where the printer is."""
        return f"127.0.0.1:{self.port}"

    def paper(self) -> bytes:
        """Wait until the link is closed, and return all that was sent but questions."""
        assert self.done.wait(20)
        return bytes(self.taken)


def silent(link: socket.socket, printer: NetworkPrinter) -> None:
    """Print everything and never say a word, as the cheap ones do."""
    while data := link.recv(65536):
        printer.taken += data


def answering(told: bytes = _GOOD, *, offline: bytes = _GOOD) -> Serve:
    """Return a printer that says how it is when it is asked."""

    def serve(link: socket.socket, printer: NetworkPrinter) -> None:
        while data := link.recv(65536):
            for question, answer in ((b"\x10\x04\x02", offline), (b"\x10\x04\x04", told)):
                if question in data:
                    link.sendall(answer)
            printer.taken += data

    return serve


def without_paper(link: socket.socket, printer: NetworkPrinter) -> None:
    """Say that the roll has ended."""
    answering(_NO_PAPER)(link, printer)


def with_open_cover(link: socket.socket, printer: NetworkPrinter) -> None:
    """Say that the cover is open."""
    answering(offline=_COVER_OPEN)(link, printer)


def hanging(link: socket.socket, printer: NetworkPrinter) -> None:
    """Take the call and then nothing, until the other one gives up."""
    assert printer.done.wait(30)
    del link


def breaking_off(link: socket.socket, printer: NetworkPrinter) -> None:
    """Go away in the middle."""
    while len(printer.taken) < 2000:
        printer.taken += link.recv(1000)
    # Closed with data unread, the system tells the other end at once.


@contextmanager
def a_network_printer(serve: Serve = silent) -> Iterator[NetworkPrinter]:
    """Run a printer that serves one call after the other."""
    printer = NetworkPrinter()
    with socket.create_server(("127.0.0.1", 0)) as ear:
        ear.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)  # as little as theirs
        ear.settimeout(30)
        printer.port = ear.getsockname()[1]
        stop = threading.Event()

        def listen() -> None:
            while not stop.is_set():
                try:
                    link, _ = ear.accept()
                except OSError:
                    return
                with link:
                    if not stop.is_set():
                        printer.done.clear()
                        serve(link, printer)
                        if serve is not hanging:
                            printer.done.set()

        thread = threading.Thread(target=listen, daemon=True)
        thread.start()
        try:
            yield printer
        finally:
            stop.set()
            printer.done.set()
            ear.shutdown(socket.SHUT_RDWR)
            thread.join(10)
            assert not thread.is_alive()


@dataclass
class Printout:
    """What came out: pictures, one for each piece that was cut off."""

    pages: list[Image.Image] = field(default_factory=list)
    cuts: int = 0
    kicks: list[int] = field(default_factory=list)  # the drawer's pins

    @property
    def width(self) -> int:
        """Return how many dots the widest line had."""
        return max(page.width for page in self.pages)


def read_paper(data: bytes) -> Printout:
    """Do what a printer does with the bytes; anything it would not know is a fault."""
    out, strips, at = Printout(), list[np.ndarray](), 0
    while at < len(data):
        rest = data[at:]
        if rest.startswith(b"\x1dv0"):
            wide, high = int.from_bytes(rest[4:6], "little"), int.from_bytes(rest[6:8], "little")
            assert rest[3] == 0, "normal density"
            assert len(rest) >= 8 + wide * high, "cut short"
            bits = np.frombuffer(rest[8 : 8 + wide * high], np.uint8).reshape(high, wide)
            strips.append(np.unpackbits(bits, axis=1))
            at += 8 + wide * high
        elif rest.startswith(b"\x1dVB"):
            out.cuts, at = out.cuts + 1, at + 4
            out.pages.append(_picture(strips))
            strips = []
        elif rest.startswith(b"\x1bp"):
            out.kicks.append({0: 2, 1: 5}[rest[2]])
            at += 5
        elif rest.startswith((b"\x1bd", b"\x10\x04")):
            at += 3
        else:
            assert rest.startswith(b"\x1b@"), rest[:8]
            at += 2
    if strips:
        out.pages.append(_picture(strips))
    return out


def _picture(strips: list[np.ndarray]) -> Image.Image:
    return Image.fromarray((1 - np.vstack(strips)).astype(np.uint8) * 255)
