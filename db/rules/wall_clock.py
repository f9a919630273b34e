"""The wall clock of a shop's zone, for so many instants that the zone cannot be asked for each."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_ONE_MS = timedelta(milliseconds=1)
_DAY = timedelta(days=1)
_DAY_MS = 86_400_000


class WallClock:
    """Tells the wall clock of instants; the zone is asked once for each day.

    Only on a day on which the clocks are changed is it asked for each instant.
    """

    def __init__(self, zone: ZoneInfo) -> None:
        self._zone = zone
        self._offsets: dict[int, int | None] = {}  # by days since 1970, in milliseconds

    def at(self, milliseconds: int) -> time:
        """Return the time of day of whole milliseconds since 1970, UTC."""
        day, within = divmod(milliseconds, _DAY_MS)
        if day not in self._offsets:
            self._offsets[day] = self._offset_of(day)
        offset = self._offsets[day]
        if offset is None:
            return (_EPOCH + milliseconds * _ONE_MS).astimezone(self._zone).time()
        seconds, thousandths = divmod((within + offset) % _DAY_MS, 1000)
        minutes, second = divmod(seconds, 60)
        return time(minutes // 60, minutes % 60, second, thousandths * 1000)

    def _offset_of(self, day: int) -> int | None:
        """Return how far the shop is ahead of UTC all that day, None where that changes."""
        begins = _EPOCH + day * _DAY
        offsets = {
            instant.astimezone(self._zone).utcoffset() for instant in (begins, begins + _DAY)
        }
        offset = offsets.pop()
        return None if offsets or offset is None else offset // _ONE_MS
