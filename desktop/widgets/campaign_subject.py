"""What leads to Offers › Campaigns from elsewhere: a group or a list, and what it is called."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from desktop.widgets.page import Subject


@dataclass(frozen=True)
class Proposed:
    """A group for which something is to be tried."""

    name: str
    terms: dict[str, Any]  # as the feed speaks a segment


def this_group(terms: Mapping[str, Any], name: str) -> Subject:
    """Return what leads to a new campaign for a group, as the feed speaks it."""
    return Subject("segment", json.dumps({"name": name, "terms": dict(terms)}))


def these_customers(customer_ids: Sequence[str], name: str) -> Subject:
    """Return what leads to a new campaign for a list of customers."""
    return this_group({"customers": list(customer_ids)}, name)


def proposed_in(subject: Subject) -> Proposed | None:
    """Return the group that a subject speaks of, None where it speaks of something else."""
    if subject.kind != "segment":
        return None
    told = json.loads(subject.id)
    return Proposed(name=told["name"], terms=told["terms"])
