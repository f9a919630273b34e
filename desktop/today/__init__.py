"""The parts of the page Today; the page itself only wires them."""
