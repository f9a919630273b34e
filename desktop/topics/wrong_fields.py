"""What is wrong with a field of a request, out of what the decoder says: facts, no sentence."""

import re
from collections.abc import Mapping
from typing import Any

import msgspec

from db.errors import BadRequest

_UNKNOWN_FIELD = re.compile(r"unknown field `(?P<field>[^`]*)`")
_MISSING_FIELD = re.compile(r"missing required field `(?P<field>[^`]*)`")
_PLACE = re.compile(r"at `\$\.?(?P<field>[^`]*)`")
_NOT_ONE = re.compile(r"Invalid (enum )?value '(?P<value>.*)'", re.DOTALL)
_BOUND = re.compile(r"Expected `int` (?P<way><=|>=) (?P<bound>-?[0-9]+)")
_LENGTH = re.compile(r"Expected `str` of length (?P<way><=|>=) (?P<bound>[0-9]+)")
_EXPECTED = re.compile(r"Expected `(?P<kind>[a-z]+)( \| null)?`")
_KINDS = {"str": "text", "int": "whole_number", "bool": "yes_or_no", "array": "list"}
_TOO_BIG = "Number out of range"
_MOST_CHOICES = 20


def wrong_field(said: str, shape: type[msgspec.Struct] | None) -> BadRequest:
    """Return the refusal that names the field, nested ones with their place; `shape` is asked."""
    place = _PLACE.search(said)
    field = place["field"] if place else ""
    inside = f"{field}." if field else ""
    for pattern, problem in ((_UNKNOWN_FIELD, "unknown"), (_MISSING_FIELD, "missing")):
        found = pattern.search(said)
        if found:
            return BadRequest(inside + found["field"], problem)
    if field == "op":
        wrong = _NOT_ONE.search(said)
        return BadRequest("op", "no_operation", wrong["value"]) if wrong else BadRequest("op")
    return BadRequest(field or "line", *_problem(said, _rule_of(shape, field)))


def _problem(said: str, rule: Mapping[str, Any]) -> tuple[str, str | None]:
    """Return the word for the problem and what would have been right."""
    bound, length, expected = (pattern.search(said) for pattern in (_BOUND, _LENGTH, _EXPECTED))
    choices = rule.get("enum", ())
    if (bound or _TOO_BIG in said) and {"minimum", "maximum"} <= rule.keys():
        return "range", f"{rule['minimum']}–{rule['maximum']}"
    if bound:
        return ("at_least" if bound["way"] == ">=" else "at_most"), bound["bound"]
    if length:
        return ("too_long", length["bound"]) if length["way"] == "<=" else ("missing", None)
    if 0 < len(choices) <= _MOST_CHOICES:
        return "choice", ", ".join(map(str, choices))
    if expected and expected["kind"] in _KINDS:
        return _KINDS[expected["kind"]], None
    return "type", None


def _rule_of(shape: type[msgspec.Struct] | None, field: str) -> dict[str, Any]:
    """Return what the schema says of a field, null left aside; nothing of one it cannot find."""
    if shape is None:
        return {}
    found, known = msgspec.json.schema_components([shape], ref_template="{name}")
    rule: dict[str, Any] = found[0]
    for step in field.split("."):
        for one in _meant(rule, known):
            if step in one.get("properties", ()):
                rule = one["properties"][step]
                break
        else:
            return {}
    return next((one for one in _meant(rule, known) if one.get("type") != "null"), {})


def _meant(rule: Mapping[str, Any], known: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return each shape that a rule allows."""
    each = rule.get("anyOf", [rule])
    return [known[one["$ref"]] if "$ref" in one else one for one in each]
