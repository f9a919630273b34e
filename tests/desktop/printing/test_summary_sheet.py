from dataclasses import FrozenInstanceError, replace

import pytest

from desktop.printing.summary_sheet import SummarySheet


def test_what_was_decided_cannot_be_changed_on_the_way_to_paper(october: SummarySheet) -> None:
    with pytest.raises(FrozenInstanceError):
        october.retained = 500  # type: ignore[misc]


def test_plans_cohorts_and_people_are_extras(october: SummarySheet) -> None:
    plain = replace(october, cohorts=(), others=None, plans=None, top_customers=())
    assert plain.retained == 438
