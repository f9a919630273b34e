"""The demo shop: its people, offers, members and papers."""
