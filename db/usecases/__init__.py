"""WRITE: what people do at the shop; one function is one act, one transaction."""
