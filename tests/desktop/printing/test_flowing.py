"""Parts fall on pages so that nothing is torn and no title stands alone."""

from desktop.printing.flowing import Block, flow


def block(height: float, *, head: Block | None = None, keep: bool = False) -> Block:
    return Block(height, lambda _: None, head, keep)


def test_parts_stand_under_each_other_down_to_the_foot() -> None:
    parts = [block(30) for _ in range(5)]
    first, second = flow(parts, top=100, later=90, foot=0)
    assert [y for _, y in first] == [100, 70, 40]
    assert [y for _, y in second] == [90, 60]


def test_the_titles_of_a_table_go_on_with_it() -> None:
    head = block(10, keep=True)
    rows = [block(30, head=head) for _ in range(5)]
    first, second = flow([head, *rows], top=100, later=90, foot=0)
    assert [part for part, _ in first] == [head, *rows[:3]]
    assert [(part, y) for part, y in second] == [(head, 90), (rows[3], 80), (rows[4], 50)]


def test_a_title_never_stands_last_on_a_page() -> None:
    title, head = block(20, keep=True), block(10, keep=True)
    row = block(30, head=head)
    first, second = flow([block(50), title, head, row], top=100, later=90, foot=0)
    assert len(first) == 1
    assert [part for part, _ in second] == [title, head, row]


def test_what_is_taller_than_a_page_stands_on_one_of_its_own() -> None:
    pages = flow([block(500), block(10)], top=100, later=90, foot=0)
    assert [len(page) for page in pages] == [1, 1]


def test_nothing_at_all_is_one_empty_page() -> None:
    assert flow([], top=100, later=90, foot=0) == [[]]
