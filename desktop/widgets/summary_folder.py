"""Settings, This computer: the folder into which each month's summary comes by itself."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from desktop import theme
from desktop.i18n import tr
from desktop.preferences import Preferences
from desktop.widgets.buttons import button
from desktop.widgets.labels import muted, small, strong


class SummaryFolder(QWidget):
    """Chooses the folder, or that there is none; every change holds at once."""

    chosen = Signal()  # a folder: the summaries that are due may come now

    def __init__(self, preferences: Preferences) -> None:
        super().__init__()
        self.preferences = preferences
        self.words = muted(wrap=True)
        self.choose_button = button("", "settings.summary_folder", self.ask)
        self.stop_button = button(tr("No longer"), "settings.summary_folder.stop", self.stop)
        row = QHBoxLayout()
        row.setSpacing(theme.GAP)
        row.addWidget(self.choose_button)
        row.addWidget(self.stop_button)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GAP_SMALL)
        column.addWidget(strong(tr("Retention summary of each month")))
        column.addWidget(self.words)
        column.addLayout(row)
        about = tr(
            "On the first of the month the last one comes into the folder as a PDF; if the desk "
            "was shut, when it is opened next."
        )
        column.addWidget(small(about, wrap=True))
        self._show()

    def ask(self) -> None:
        """Ask for a folder beside the window."""
        start = self.preferences.summary_folder or str(Path.home())
        self.dialog = QFileDialog(self, tr("Folder for summaries"), start)
        self.dialog.setObjectName("summary_folder")
        self.dialog.setFileMode(QFileDialog.FileMode.Directory)
        self.dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        self.dialog.fileSelected.connect(self.keep)
        self.dialog.finished.connect(self.dialog.deleteLater)
        self.dialog.open()

    def keep(self, folder: str) -> None:
        """Keep the folder, and let what is due come."""
        self._choose(folder)
        self.chosen.emit()

    def stop(self) -> None:
        """Let no summary come by itself any more; those that came stay."""
        self._choose("")
        self.choose_button.setFocus()

    def _choose(self, folder: str) -> None:
        self.preferences.summary_folder = folder
        self.preferences.save()
        self._show()

    def _show(self) -> None:
        folder = self.preferences.summary_folder
        self.words.setText(
            tr("It comes by itself into {folder}.").format(folder=folder)
            if folder
            else tr("It is printed when you ask for it.")
        )
        self.choose_button.setText(tr("Another folder…") if folder else tr("Choose a folder…"))
        self.stop_button.setVisible(bool(folder))
