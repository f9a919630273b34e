"""READ: questions put to the book; frozen records ready to show, print or export."""
