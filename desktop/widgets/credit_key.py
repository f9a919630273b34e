"""The key that lets the customer's credit pay for the sale; there is none where there is none."""

from collections.abc import Callable

from desktop.widgets.key_button import KeyButton


class CreditKey(KeyButton):
    """Shown while there is credit that does not pay yet."""

    def __init__(self, name: str, do: Callable[[], object]) -> None:
        super().__init__("", name, do, key="F11")
        self.hide()

    def offer(self, words: str) -> None:
        """Offer to pay with what these words say; nothing takes the key away."""
        self.setText(words)
        self.setVisible(bool(words))
