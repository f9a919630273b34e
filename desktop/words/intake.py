"""The words for what became of a file: what went in, what did not and why, what was repaired."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from db.rules.intake import BadRow, Notice
from db.usecases.intake import ImportReport
from desktop import formats
from desktop.i18n import mark, tr, trn

_LINES_NAMED = 8  # of notices of one kind; more are counted

FIELD_WORDS = {
    "number": mark("Number"),
    "name": mark("Name"),
    "last_name": mark("Family name"),
    "first_name": mark("Given name"),
    "reading": mark("Reading"),
    "last_reading": mark("Reading of the family name"),
    "first_reading": mark("Reading of the given name"),
    "phone": mark("Phone"),
    "email": mark("E-mail"),
    "postcode": mark("Postcode"),
    "region": mark("Prefecture or state"),
    "city": mark("Town"),
    "address": mark("Address"),
    "address_2": mark("Address, second line"),
    "birthday": mark("Birthday"),
    "joined": mark("Joined on"),
    "points": mark("Points"),
    "note": mark("Note"),
    "tags": mark("Tags"),
    "consent": mark("Consent"),
    "customer": mark("Customer"),
    "date": mark("Date"),
    "time": mark("Time"),
    "amount": mark("Amount"),
    "quantity": mark("Quantity"),
    "unit_price": mark("Price for one"),
    "receipt": mark("Receipt"),
    "category": mark("Category"),
    "staff": mark("Staff"),
}
"""What people call the fields of a file."""

_BAD_OF_FIELD = {
    ("name", "missing"): mark("Line {line}: there is no name."),
    ("date", "missing"): mark("Line {line}: there is no date."),
    ("number", "taken"): mark("Line {line}: {other} has the number {text} already."),
    ("phone", "taken"): mark("Line {line}: {other} has the phone number {text} already."),
    ("number", "repeated"): mark("Line {line}: the number {text} stands on line {other} already."),
    ("phone", "repeated"): mark(
        "Line {line}: the phone number {text} stands on line {other} already."
    ),
    ("name", "repeated"): mark("Line {line}: the same person stands on line {other} already."),
    ("points", "below_nothing"): mark("Line {line}: {text} points are less than nothing."),
    ("points", "no_number"): mark("Line {line}: “{text}” is no whole number of points."),
    ("birthday", "ahead"): mark("Line {line}: the birthday {text} is still to come."),
    ("joined", "ahead"): mark("Line {line}: the day of joining, {text}, is still to come."),
    ("date", "ahead"): mark("Line {line}: the purchase on {text} is still to come."),
    ("customer", "unknown"): mark("Line {line}: no customer answers to “{text}”."),
    ("customer", "ambiguous"): mark("Line {line}: several customers answer to “{text}”."),
    ("customer", "unusable"): mark("Line {line}: “{text}” cannot name a customer."),
}
_BAD = {
    "no_day": mark("Line {line}: the calendar has no day “{text}” ({field})."),
    "missing": mark("Line {line}: “{field}” is empty."),
    "no_amount": mark("Line {line}: “{text}” is no amount ({field})."),
    "no_number": mark("Line {line}: “{text}” is no number ({field})."),
    "too_precise": mark("Line {line}: “{text}” has more decimals than the currency."),
    "currency": mark("Line {line}: “{text}” is not in {other}, the currency of the shop."),
    "too_long": mark("Line {line}: “{field}” is too long."),
}
_BAD_ELSE = mark("Line {line}: “{text}” cannot be understood ({field}).")

_NOTICE = {
    "repaired": mark("Line {line}: “{text}” was read as “{became}” ({field})."),
    "left_out": mark(
        "Line {line}: “{text}” cannot be meant and was left out; the rest went in ({field})."
    ),
    "unclear": mark("Line {line}: “{text}” is no clear consent, so none was noted."),
    "rounded": mark("Line {line}: quantity times price was rounded."),
}
_NOTICE_OF_FILE = {
    "multiplied": mark("The amounts are quantity × price: the file has no column of amounts."),
    "together": mark("{text} lines were put together to {became} purchases, one for each receipt."),
}


def field_words(fields: Iterable[str]) -> str:
    """Return what people call these fields, each with the word that `--map` takes."""
    return tr(", ").join(
        tr("{words} ({field})").format(words=tr(FIELD_WORDS[field]), field=field)
        for field in fields
    )


def describe(report: ImportReport) -> list[str]:
    """Return everything worth saying about an import, the most important first."""
    return [
        *summary_lines(report),
        *column_lines(report),
        *notice_lines(report.notices),
        *left_out_lines(report),
    ]


def summary_lines(report: ImportReport) -> Iterator[str]:
    """Yield what went in, and what was here already."""
    yield _taken(report)
    if not (report.kept or report.dry_run):
        return
    counted = (
        (report.already, trn(
            "{count} row was in the book already; nothing was added twice.",
            "{count} rows were in the book already; nothing was added twice.",
            report.already,
        )),
        (report.made_customers, trn(
            "{count} customer was made on the way, named by their number.",
            "{count} customers were made on the way, named by their numbers.",
            report.made_customers,
        )),
        (report.points, trn(
            "{count} opening point.", "{count} opening points, all together.", report.points
        )),
        (report.refunds, trn(
            "{count} of them is a refund.", "{count} of them are refunds.", report.refunds
        )),
    )  # fmt: skip
    for count, sentence in counted:
        if count:
            yield sentence.format(count=formats.number(count))


def column_lines(report: ImportReport) -> Iterator[str]:
    """Yield which column was taken for what, and which for nothing."""
    pairs = [
        tr("{field} from “{column}”").format(field=tr(FIELD_WORDS[field]), column=column)
        for field, column in report.columns.items()
    ]
    yield tr("Columns: {list}").format(list=tr(", ").join(pairs))
    if report.unused_columns:
        names = tr(", ").join(report.unused_columns)
        yield tr("Columns that are not used: {list}").format(list=names)


def left_out_lines(report: ImportReport) -> Iterator[str]:
    """Yield how many rows are left out, and why each is."""
    count = len(report.bad)
    if count:
        yield trn("{count} row is left out:", "{count} rows are left out:", count).format(
            count=formats.number(count)
        )
        yield from bad_lines(report.bad)


def bad_lines(rows: Iterable[BadRow]) -> list[str]:
    """Return the reason for each row that is left out."""
    return [
        tr(_BAD_OF_FIELD.get((row.field, row.problem)) or _BAD.get(row.problem, _BAD_ELSE)).format(
            line=row.line,
            text=row.text,
            other=row.other,
            field=tr(FIELD_WORDS[row.field]),
        )
        for row in rows
    ]


def notice_lines(notices: Iterable[Notice]) -> list[str]:
    """Return what was repaired or understood with care; of one kind only the first few lines."""
    kinds: dict[tuple[str, str], list[Notice]] = defaultdict(list)
    for notice in notices:
        kinds[notice.field, notice.kind].append(notice)
    lines = []
    for (_, kind), alike in kinds.items():
        if kind == "phone_unknown":
            lines.append(_unknown_phones(alike))
            continue
        lines += [_notice_line(notice) for notice in alike[:_LINES_NAMED]]
        more = len(alike) - _LINES_NAMED
        if more > 0:
            lines.append(
                trn("… and {count} more like it.", "… and {count} more like these.", more).format(
                    count=formats.number(more)
                )
            )
    return lines


def sentences() -> list[str]:
    """Return the source of every sentence, so that a test can look each up in the catalogue."""
    tables = (FIELD_WORDS, _BAD_OF_FIELD, _BAD, _NOTICE, _NOTICE_OF_FILE)
    return [_BAD_ELSE, *(sentence for table in tables for sentence in table.values())]


def _taken(report: ImportReport) -> str:
    count, people = report.taken, report.kind == "customers"
    if report.kept and people:
        sentence = trn(
            "{count} customer was taken in from {file}.",
            "{count} customers were taken in from {file}.",
            count,
        )
    elif report.kept:
        sentence = trn(
            "{count} purchase was taken in from {file}.",
            "{count} purchases were taken in from {file}.",
            count,
        )
    elif not report.dry_run:
        sentence = tr("Nothing was taken in from {file}: it was all rows or none.")
    elif people:
        sentence = trn(
            "{count} customer of {file} would be taken in. Nothing was written.",
            "{count} customers of {file} would be taken in. Nothing was written.",
            count,
        )
    else:
        sentence = trn(
            "{count} purchase of {file} would be taken in. Nothing was written.",
            "{count} purchases of {file} would be taken in. Nothing was written.",
            count,
        )
    return sentence.format(count=formats.number(count), file=report.file)


def _unknown_phones(notices: list[Notice]) -> str:
    return trn(
        "Line {line}: no numbering plan knows the phone number {text}; it is kept as it stands.",
        "No numbering plan knows {count} of the phone numbers, such as {text} on line {line};"
        " they are kept as they stand.",
        len(notices),
    ).format(count=len(notices), line=notices[0].line, text=notices[0].text)


def _notice_line(notice: Notice) -> str:
    sentence = _NOTICE_OF_FILE.get(notice.kind) or _NOTICE[notice.kind]
    return tr(sentence).format(
        line=notice.line,
        text=notice.text,
        became=notice.became,
        field=tr(FIELD_WORDS[notice.field]),
    )
