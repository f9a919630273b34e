"""Groups by recency, frequency and money: every score has one name, and the names mean it."""

from itertools import product

import pytest

from db.rules.groups import GROUP_NAMES, GroupName, group_of_scores, named_groups

SCORES = list(product(range(1, 6), repeat=3))


def test_each_of_the_125_scores_is_in_exactly_one_group_and_no_group_is_empty() -> None:
    by_scores = {"".join(map(str, score)): 1 for score in SCORES}
    counts = named_groups(by_scores)
    assert tuple(counts) == GROUP_NAMES
    assert sum(counts.values()) == len(SCORES) == 125
    assert all(counts.values())


@pytest.mark.parametrize(
    ("scores", "group"),
    [
        ("555", "champions"), ("444", "champions"), ("553", "loyal"), ("355", "loyal"),
        ("515", "promising"), ("522", "promising"), ("413", "new"), ("511", "new"),
        ("333", "attention"), ("332", "fading"), ("255", "missed"), ("144", "missed"),
        ("233", "slipping"), ("222", "asleep"), ("211", "asleep"), ("133", "lost"),
    ],
)  # fmt: skip
def test_a_name_says_what_the_scores_say(scores: str, group: GroupName) -> None:
    assert group_of_scores(*map(int, scores)) == group


def test_the_named_groups_divide_the_scores_as_the_readme_tells_it() -> None:
    """The same table a second way: each line is a set, and the sets make all 125."""
    lately = [s for s in SCORES if s[0] >= 4]
    middle = [s for s in SCORES if s[0] == 3]
    long_ago = [s for s in SCORES if s[0] <= 2]
    sets: dict[GroupName, set[tuple[int, ...]]] = {
        "champions": {s for s in lately if s[1] >= 4 and s[2] >= 4},
        "loyal": {s for s in lately if s[1] >= 4 and s[2] < 4} | {s for s in middle if s[1] >= 4},
        "promising": {s for s in lately if s[1] < 4 and (s[1] > 1 or s[2] >= 4)},
        "new": {s for s in lately if s[1] == 1 and s[2] < 4},
        "attention": {s for s in middle if s[1] < 4 and s[2] >= 3},
        "fading": {s for s in middle if s[1] < 4 and s[2] < 3},
        "missed": {s for s in long_ago if s[1] >= 4 and s[2] >= 4},
        "slipping": {s for s in long_ago if s[0] == 2 and not (s[1] >= 4 and s[2] >= 4)
                     and (s[1] > 2 or s[2] > 2)},
        "asleep": {s for s in long_ago if s[0] == 2 and s[1] <= 2 and s[2] <= 2},
        "lost": {s for s in long_ago if s[0] == 1 and not (s[1] >= 4 and s[2] >= 4)},
    }  # fmt: skip
    assert sum(map(len, sets.values())) == 125
    for name, scores in sets.items():
        assert {group_of_scores(*score) for score in scores} == {name}
