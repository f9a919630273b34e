"""The SQL of each step of the book's shape, frozen once it was released."""
