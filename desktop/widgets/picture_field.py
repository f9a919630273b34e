"""A picture chosen from a file: shown small, changed or taken away."""

from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from db.errors import BadRequest
from db.rules.pictures import read_picture
from desktop import theme
from desktop.i18n import tr
from desktop.picture_files import ready_picture
from desktop.widgets.buttons import button, quiet
from desktop.widgets.labels import label, named
from desktop.widgets.page import Page

_SHOWN = QSize(96, 72)
_KINDS = "*.png *.jpg *.jpeg *.webp *.gif *.bmp"
_HEAVIEST = 40_000_000  # bytes; what is larger is no picture but a mistake


class PictureField(QWidget):
    """Holds a picture as the book would keep it; what is none is refused at once."""

    changed = Signal()

    def __init__(self, page: Page, name: str, spoken: str) -> None:
        super().__init__()
        named(self, name, spoken)
        self._page = page
        self.content: bytes | None = None
        self.picture = label()
        self.picture.setFixedSize(_SHOWN)
        self.picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.picture.setProperty("role", "sunken")
        self.choose_button = button(tr("Choose a picture"), f"{name}.choose", self.ask)
        self.remove_button = quiet(tr("Without a picture"), f"{name}.remove", self.remove)
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(self.choose_button)
        column.addWidget(self.remove_button, 0, Qt.AlignmentFlag.AlignLeft)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.GAP)
        row.addWidget(self.picture)
        row.addLayout(column)
        row.addStretch(1)
        self.setFocusProxy(self.choose_button)
        self.show_picture(None)

    def show_picture(self, content: bytes | None) -> None:
        """Show a picture that the book holds, or that there is none."""
        self.content = content
        self.picture.setVisible(content is not None)
        self.remove_button.setVisible(content is not None)
        if content is not None:
            drawn = QPixmap()
            drawn.loadFromData(content)
            self.picture.setPixmap(
                drawn.scaled(
                    _SHOWN,
                    Qt.AspectRatioMode.KeepAspectRatio,
                    Qt.TransformationMode.SmoothTransformation,
                )
            )

    def ask(self) -> None:
        """Let a file be chosen."""
        self.dialog = QFileDialog(self, tr("Choose a picture"), "", _KINDS)
        self.dialog.setObjectName("picture")
        self.dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        self.dialog.fileSelected.connect(lambda chosen: self.take(Path(chosen)))
        self.dialog.finished.connect(self.dialog.deleteLater)
        self.dialog.open()

    def take(self, path: Path) -> None:
        """Take the picture of a file, made as large as papers need; or say why it is none."""
        self._page.attempt(lambda: _picture_of(path), then=self._changed_to)

    def remove(self) -> None:
        """Do without a picture."""
        self._changed_to(None)
        self.choose_button.setFocus()

    def _changed_to(self, content: bytes | None) -> None:
        self.show_picture(content)
        self.changed.emit()


def _picture_of(path: Path) -> bytes:
    """Return the picture of a file as the book would keep it; raises BadRequest."""
    try:
        with path.open("rb") as file:
            content = file.read(_HEAVIEST + 1)
    except OSError as error:
        raise BadRequest("data", "picture_broken") from error
    if len(content) > _HEAVIEST:
        raise BadRequest("data", "picture_kind")
    return read_picture(ready_picture(content)).content
