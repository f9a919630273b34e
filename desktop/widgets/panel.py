"""The white card that everything on a page lies in."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from desktop import theme
from desktop.widgets.labels import heading


class Panel(QFrame):
    """A card with a small heading; its content goes into `body`, a column."""

    def __init__(self, text: str | None = None, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(theme.PADDING, theme.PADDING, theme.PADDING, theme.PADDING)
        self.body.setSpacing(theme.GAP_SMALL)
        self.heading: QLabel | None = None
        if text is not None:
            self.heading = heading(text)
            self.body.addWidget(self.heading)
            self.body.addSpacing(2)

    def add_row(self, *widgets: QWidget | None, spacing: int = theme.GAP_SMALL) -> QHBoxLayout:
        """Add widgets side by side; None is the room between what stands left and right."""
        row = QHBoxLayout()
        row.setSpacing(spacing)
        for widget in widgets:
            if widget is None:
                row.addStretch(1)
            else:
                row.addWidget(widget)
        self.body.addLayout(row)
        return row
