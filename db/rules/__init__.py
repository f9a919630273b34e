"""THINK: the laws of the book as pure functions; nothing here reads, writes or knows the time."""
