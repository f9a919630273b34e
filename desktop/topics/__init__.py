"""What the feed answers to: one file for each subject, with its requests, answers and functions."""
