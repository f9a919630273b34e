"""One file per paper: a record in, PDF bytes out; no window and no book."""
