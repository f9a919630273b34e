"""The parts of the counter page: each looks after one thing for the customer who is served."""
