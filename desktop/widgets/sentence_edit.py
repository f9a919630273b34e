"""A sentence with fields in it: what a choice means is read where it is made."""

import re
from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from desktop import theme
from desktop.widgets.flow import FlowLayout
from desktop.widgets.labels import label

_FIELD = re.compile(r"\{(\w+)\}")
_CLOSE = 6


class SentenceEdit(QWidget):
    """Lays the words of a whole sentence and its fields in as many lines as they need."""

    def __init__(self, sentence: str, fields: Mapping[str, QWidget]) -> None:
        """Show `sentence`, which names each field once: Shown {days} days before."""
        super().__init__()
        flow = FlowLayout(self, spacing=_CLOSE)
        for place, part in enumerate(_FIELD.split(sentence)):
            if place % 2:
                flow.addWidget(fields[part])
                continue
            for words in part.split():
                said = label(words)
                said.setMinimumHeight(theme.TOUCH)
                said.setAlignment(Qt.AlignmentFlag.AlignVCenter)
                flow.addWidget(said)
