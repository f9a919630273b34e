"""Everything true about the shop: what it remembers, how it reckons, what people may do."""
