"""Hands a paper to the computer's own PDF viewer, from where it is printed or kept."""

import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import BinaryIO

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from desktop.i18n import tr
from desktop.widgets.notice_bar import NoticeBar


def view_paper(name: str, draw: Callable[[BinaryIO], object], notice: NoticeBar) -> Path | None:
    """Draw a paper, open it, and say so; returns where it lies, None where it could not be kept.

    Refusals of the drawing go through, for the page to explain.
    """
    path = paper_folder() / f"{name}.pdf"
    try:
        with path.open("wb") as to:
            draw(to)
    except OSError as fault:
        notice.refuse(
            tr("The PDF could not be written: {reason}. Make room on the disk, then try again.")
            .format(reason=fault.strerror or "–")
        )  # fmt: skip
        return None
    if QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
        notice.say(tr("The PDF is open in your viewer: print or keep it from there."))
    else:
        notice.say(tr("No PDF viewer answered. The PDF lies here: {path}").format(path=path))
    return path


@cache
def paper_folder() -> Path:
    """Return the folder for papers on their way to the viewer; the system clears it by itself."""
    return Path(tempfile.mkdtemp(prefix="okaeri-"))
