"""The papers of the shop: the book in, a record made, printing/ draws it."""
