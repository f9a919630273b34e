import io
from collections.abc import Callable

import pytest
from reportlab.pdfgen.canvas import Canvas

from desktop.printing.lettering import (
    Run,
    draw,
    draw_paragraph,
    fit,
    has_every_letter,
    load_fonts,
    marked,
    printable,
    width_of,
    wrap,
    wrap_terms,
    wrap_text,
)

Ink = Callable[[bytes], list[tuple[float, float, float, float]]]

LONG_NAME = (
    "Jonathan Alexander ジョナサン・アレクサンダー 東京都千代田区丸の内 Fitzgerald-Montgomery"
)


def test_a_letter_the_font_does_not_own_becomes_a_geta() -> None:
    assert printable("ケーキ🍰と\U00020bb7野家") == "ケーキ〓と〓野家"


def test_half_width_money_and_everyday_signs_are_owned() -> None:
    assert has_every_letter("¥1,980 · 81.4 % ×1.5 → − – … 髙﨑 Café €$£")


def test_a_name_typed_in_pieces_is_composed_before_it_is_drawn() -> None:
    assert printable("か\u3099ーて\u3099ん Cafe\u0301") == "がーでん Café"


def test_signs_without_a_look_of_their_own_leave_nothing_behind() -> None:
    assert printable("辻\U000e0100 さん\u200b☆\ufe0f\u00ad") == "辻 さん☆"


def test_a_line_break_in_a_name_becomes_a_space() -> None:
    assert printable("Café\nKomorebi\t") == "Café Komorebi"


def test_a_name_that_fits_keeps_its_size() -> None:
    assert fit("Hana", width=200, size=20, floor=10) == fit("Hana", width=100, size=20, floor=10)
    assert fit("Hana", width=200, size=20, floor=10).lines == ("Hana",)


def test_a_longer_name_shrinks_before_it_wraps() -> None:
    fitted = fit("Café Komorebi", width=width_of("Café Komorebi", size=17), size=20, floor=10)
    assert fitted.lines == ("Café Komorebi",)
    assert fitted.size == 17


def test_a_name_too_long_for_small_letters_wraps_on_to_two_lines() -> None:
    fitted = fit("Slice of cake お誕生日ケーキ", width=240, size=24, floor=12, lines=2)
    assert fitted.lines == ("Slice of cake", "お誕生日ケーキ")


def test_a_name_too_long_for_two_lines_ends_with_an_ellipsis() -> None:
    fitted = fit(LONG_NAME, width=120, size=12, floor=9, lines=2)
    assert len(fitted.lines) == 2
    assert fitted.lines[-1].endswith("…")
    assert LONG_NAME.startswith(fitted.lines[0])


def test_no_fitted_line_is_wider_than_its_room() -> None:
    for width in (1, 30, 57.3, 120, 333):
        for lines in (1, 2, 3):
            fitted = fit(LONG_NAME, width=width, size=18, floor=6, bold=True, lines=lines)
            widths = [width_of(line, size=fitted.size, bold=True) for line in fitted.lines]
            assert len(fitted.lines) <= lines
            assert max(widths) <= max(width, width_of("…", size=6, bold=True)) + 1e-6


def test_an_empty_name_is_one_empty_line() -> None:
    assert fit("", width=100, size=10, floor=5, lines=2).lines == ("",)


def test_latin_words_stay_whole() -> None:
    lines = wrap_text("bring a friend and both of you get a coffee", width=80, size=10)
    assert " ".join(lines) == "bring a friend and both of you get a coffee"


def test_no_line_begins_with_a_japanese_full_stop() -> None:
    text = "ご来店ありがとうございました。またのお越しをお待ちしております。"
    for width in range(30, 160):
        lines = wrap_text(text, width=width, size=10)
        assert "".join(lines) == text
        assert not any(line.startswith(("。", "っ", "ー")) for line in lines[1:])


def test_a_number_keeps_its_counter_word() -> None:
    for width in range(40, 160):
        lines = wrap_text("お客様のうち438名が引き続きご利用中です", width=width, size=10)
        assert any("438名" in line for line in lines)


def test_a_word_wider_than_the_line_is_cut_not_lost() -> None:
    assert "".join(wrap_text("Donaudampfschifffahrt", width=30, size=10)) == "Donaudampfschifffahrt"
    assert "".join(wrap_text("あ", width=0.1, size=10)) == "あ"


def test_weighty_words_stand_bold_and_values_may_hold_any_sign() -> None:
    runs = marked("Of {start}, <b>{name} stayed</b>.", start=5, name="<b>{x}</b>")
    assert runs == (Run("Of 5, "), Run("<b>{x}</b> stayed", bold=True), Run("."))


def test_wrapping_keeps_weights_and_spaces_between_them() -> None:
    runs = [Run("Of 538 customers "), Run("438 stayed", bold=True), Run(" with you")]
    assert wrap(runs, width=1000, size=10) == [tuple(runs)]


def test_terms_break_between_terms() -> None:
    terms = [Run("Until 25 Dec 2026", bold=True), Run("once"), Run("with any drink")]
    lines = wrap_terms(
        terms, width=width_of("Until 25 Dec 2026 · once", size=10, bold=True), size=10
    )
    written = ["".join(run.text for run in line) for line in lines]
    assert written == ["Until 25 Dec 2026 · once", "with any drink"]


def test_a_paragraph_ends_where_its_next_line_would_begin() -> None:
    load_fonts()
    canvas = Canvas(io.BytesIO())
    assert draw_paragraph(canvas, [Run("one line")], 0, 100, width=200, size=10) == 85
    assert draw_paragraph(canvas, [Run("one line")], 0, 100, width=30, size=10) == 70


def test_text_ends_exactly_at_the_right_edge_it_is_given(ink: Ink) -> None:
    to = io.BytesIO()
    load_fonts()
    canvas = Canvas(to, pagesize=(300, 50))
    draw(canvas, "¥1,980", 250, 20, size=20, align="right", spacing=2)
    canvas.save()
    _, _, right, _ = ink(to.getvalue())[0]
    assert right == pytest.approx(250, abs=2)


def test_a_phone_number_is_never_torn() -> None:
    lines = wrap_text("Nerima, Tokyo, 090-0000-1234", width=100, size=9)
    assert lines == ["Nerima, Tokyo,", "090-0000-1234"]
