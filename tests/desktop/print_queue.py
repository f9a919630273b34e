"""A print server of the tests' own: a real one, on loopback, that keeps what it prints."""

import ctypes
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

NO_SERVER = "/nowhere/cups.sock"  # a test never prints on the printers of whoever runs it

_FILES = """
ServerRoot {at}/etc
ServerBin {at}/bin
DataDir /usr/share/cups
RequestRoot {at}/spool
TempDir {at}/spool/tmp
CacheDir {at}/cache
StateDir {at}/run
Printcap {at}/run/printcap
ErrorLog {at}/error
AccessLog {at}/access
PageLog {at}/page
SyncOnClose No
"""
_SERVER = """
Listen localhost:{port}
Browsing Off
DefaultAuthType None
<Location />
Order deny,allow
Allow localhost
</Location>
<Policy default>
JobPrivateAccess all
JobPrivateValues none
SubscriptionPrivateAccess all
SubscriptionPrivateValues none
<Limit All>
Order deny,allow
</Limit>
</Policy>
"""
_PRINTER = """
<{kind}Printer {name}>
Info {name}
DeviceURI keep:{out}
State {state}
Accepting {accepting}
Shared No
</{kind}Printer>
"""
# A driver that passes PDF on as it is, as driverless printers take it.
_DRIVER = """*PPD-Adobe: "4.3"
*FormatVersion: "4.3"
*FileVersion: "1.0"
*LanguageVersion: English
*LanguageEncoding: ISOLatin1
*PCFileName: "KEEP.PPD"
*Product: "(Keep)"
*Manufacturer: "Okaeri"
*ModelName: "Keep"
*ShortNickName: "Keep"
*NickName: "Keep"
*PSVersion: "(3010.000) 0"
*LanguageLevel: "3"
*ColorDevice: True
*DefaultColorSpace: RGB
*cupsVersion: 2.4
*cupsFilter2: "application/pdf application/pdf 0 -"
*cupsFilter2: "application/vnd.cups-raw application/vnd.cups-raw 0 -"
*OpenUI *PageSize/Media Size: PickOne
*DefaultPageSize: A4
*PageSize A4/A4: ""
*PageSize Letter/US Letter: ""
*PageSize A6/A6: ""
*CloseUI: *PageSize
*OpenUI *PageRegion/Media Size: PickOne
*DefaultPageRegion: A4
*PageRegion A4/A4: ""
*PageRegion Letter/US Letter: ""
*PageRegion A6/A6: ""
*CloseUI: *PageRegion
*DefaultImageableArea: A4
*ImageableArea A4/A4: "12 12 583 830"
*ImageableArea Letter/US Letter: "12 12 600 780"
*ImageableArea A6/A6: "12 12 286 408"
*DefaultPaperDimension: A4
*PaperDimension A4/A4: "595 842"
*PaperDimension Letter/US Letter: "612 792"
*PaperDimension A6/A6: "298 420"
*OpenUI *Resolution/Resolution: PickOne
*DefaultResolution: {dpi}dpi
*Resolution {dpi}dpi/{dpi} dpi: ""
*CloseUI: *Resolution
"""
# The end of the line: what the printer would put on paper is kept, with the wishes beside it.
_BACKEND = """#!/bin/sh
[ $# -gt 0 ] || exit 0
to=${DEVICE_URI#keep:}
if [ -n "$6" ]; then cat "$6"; else cat; fi > "$to/part"
echo "copies=$4 $5" > "$to/$1.wishes"
mv "$to/part" "$to/$1.job"
"""


@dataclass
class PrintServer:
    """The running server; Office is the usual printer, Label is coarse, Stopped and Closed are."""

    port: int
    out: Path

    @property
    def address(self) -> str:
        """Return where programs find the server."""
        return f"localhost:{self.port}"

    def printed(self, job: int = 1) -> bytes:
        """Wait for what a job put on paper, and return it."""
        kept = self.out / f"{job}.job"
        ends = time.monotonic() + 20
        while not kept.exists():
            assert time.monotonic() < ends, "nothing was printed"
            time.sleep(0.02)
        return kept.read_bytes()

    def wishes(self, job: int = 1) -> str:
        """Return what the printer was asked besides: copies, paper."""
        self.printed(job)
        return (self.out / f"{job}.wishes").read_text()

    def jobs(self) -> int:
        """Return how many papers were printed."""
        return len(list(self.out.glob("*.job")))


@contextmanager
def running_print_server(place: Path) -> Iterator[PrintServer]:
    """Run a print server in a folder of its own; without one the test is left out, but not in CI.

    packaging/check.sh installs the server and sets OKAERI_CHECK.
    """
    program = shutil.which("cupsd", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
    if program is None:
        assert "OKAERI_CHECK" not in os.environ, "the checks need cupsd (cups-daemon)"
        pytest.skip("no cupsd here: apt-get install cups-daemon")
    server = _prepared(place)
    environment = {**os.environ, "PATH": "/usr/bin:/bin"}
    running = subprocess.Popen(
        [program, "-f", "-c", str(place / "etc/cupsd.conf"), "-s", str(place / "etc/files.conf")],
        env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        _wait_for(server.port, running)
        yield server
    finally:
        running.terminate()
        running.wait(timeout=20)


def point_cups_at(address: str | None) -> None:
    """Let this thread's CUPS talk to another server; it asked the environment only once."""
    cups = ctypes.CDLL("libcups.so.2")
    cups.cupsSetServer(address.encode() if address else None)


def _prepared(place: Path) -> PrintServer:
    for folder in ("etc/ppd", "spool/tmp", "cache", "run", "out", "bin/backend"):
        (place / folder).mkdir(parents=True)
    for folder in ("daemon", "filter", "notifier"):
        (place / "bin" / folder).symlink_to(Path("/usr/lib/cups") / folder)
    backend = place / "bin/backend/keep"
    backend.write_text(_BACKEND)
    backend.chmod(0o700)  # run as root where the server is: others may not enter a test's folder
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        server = PrintServer(free.getsockname()[1], place / "out")
    etc = place / "etc"
    (etc / "files.conf").write_text(_FILES.format(at=place))
    (etc / "cupsd.conf").write_text(_SERVER.format(port=server.port))
    printers = [("Office", "Idle", "Yes", 300), ("Label", "Idle", "Yes", 203),
                ("Stopped", "Stopped", "Yes", 300), ("Closed", "Idle", "No", 300)]  # fmt: skip
    written = ""
    for name, state, accepting, dpi in printers:
        kind = "Default" if name == "Office" else ""
        written += _PRINTER.format(
            kind=kind, name=name, out=server.out, state=state, accepting=accepting
        )
        (etc / f"ppd/{name}.ppd").write_text(_DRIVER.format(dpi=dpi))
    (etc / "printers.conf").write_text(written)
    return server


def _wait_for(port: int, running: "subprocess.Popen[bytes]") -> None:
    ends = time.monotonic() + 20
    while True:
        assert running.poll() is None, "the print server ended"
        try:
            socket.create_connection(("localhost", port), timeout=1).close()
        except OSError:
            assert time.monotonic() < ends, "the print server does not answer"
            time.sleep(0.02)
        else:
            return
