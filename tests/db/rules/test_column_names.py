"""The names of columns stand as they are compared, and mean one thing each."""

import pytest

from db.rules import column_names
from db.rules.columns import FIELDS, Kind, find_columns

TABLES: dict[Kind, dict[str, str]] = {
    "customers": column_names.CUSTOMERS,
    "purchases": column_names.PURCHASES,
}


@pytest.mark.parametrize("kind", ["customers", "purchases"])
def test_every_field_is_known_by_some_name(kind: Kind) -> None:
    assert set(TABLES[kind]) == set(FIELDS[kind])


@pytest.mark.parametrize("kind", ["customers", "purchases"])
def test_every_name_leads_to_its_field(kind: Kind) -> None:
    for field, names in TABLES[kind].items():
        for name in names.split():
            found = find_columns(kind, [name])
            # "time" alone is when it happened; beside a date it is the time of day.
            assert field in found or (field, name) == ("time", "time"), (field, name, found)
