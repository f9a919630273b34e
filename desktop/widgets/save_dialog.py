"""Asks where to save a file, beside the window and not before it; the rest goes on."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QStandardPaths, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from desktop.i18n import tr
from desktop.widgets.page import Page

_NOT_IN_NAMES = str.maketrans(dict.fromkeys('\\/:*?"<>|', "-"))


def ask_where_to_save(
    parent: QWidget, *, title: str, suggested: str, then: Callable[[Path], object]
) -> QFileDialog:
    """Ask for a place; `suggested` is a file's name with its ending, which is kept."""
    name = suggested.translate(_NOT_IN_NAMES)
    ending = name.rpartition(".")[2]
    dialog = QFileDialog(parent, title, str(_documents() / name), f"*.{ending}")
    dialog.setObjectName("save")
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix(ending)
    dialog.fileSelected.connect(lambda chosen: then(Path(chosen)))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog


def save_bytes(page: Page, path: Path, content: bytes) -> bool:
    """Write a file and offer to open it, or say why it could not be written."""
    try:
        path.write_bytes(content)
    except OSError:
        page.notice.refuse(
            tr("“{name}” cannot be written there. Choose another folder.").format(name=path.name)
        )
        return False
    page.notice.offer(
        tr("Saved as {name}.").format(name=path.name), tr("Open"), lambda: open_file(path)
    )
    return True


def open_file(path: Path) -> bool:
    """Open a file with the program that this computer has for it; False where it has none."""
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


def _documents() -> Path:
    place = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    documents = Path(place)
    return documents if documents.is_dir() else Path.home()
