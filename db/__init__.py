"""Everything true about the shop: what it remembers, how it reckons, what people may do."""

import sys

# sqlite-utils loads numpy and pandas wherever it finds them, to write their types into tables. The
# desk needs numpy for chances alone, long after it was opened; so it is out of sight for a moment.
_UNSEEN = [name for name in ("numpy", "pandas") if name not in sys.modules]
sys.modules.update(dict.fromkeys(_UNSEEN))  # type: ignore[arg-type]  # None: not to be found
try:
    import sqlite_utils  # noqa: F401
finally:
    for _name in _UNSEEN:
        del sys.modules[_name]
