"""The parts of the page Insights: what each shows, and the words for its figures."""
