"""The windows, the paper, the command line and the feed: doors to what `db` knows and does."""
