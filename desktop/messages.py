"""One sentence for each refusal, in the language in force: what is wrong and what to do.

A sentence is filled from the facts of the refusal: numbers and days are written the shop's way,
amounts of minor units (`minimum`, `missing`) as money.
"""

from datetime import date
from decimal import Decimal
from fractions import Fraction

from db import environment, errors
from db.checks import Problem, ProblemKind
from db.environment import FileUnreadable, PrinterFault
from db.errors import (
    BadAmount,
    BadRequest,
    NotAllowed,
    NotEnoughCredit,
    NothingToUndo,
    RefundTooLarge,
    ShopError,
    UnknownVoucher,
    VoucherNotValid,
)
from db.rules.customers import Notice, NoticeCode
from db.rules.points import EarningLine, Rate
from db.rules.shop import ShopSettings
from desktop import formats
from desktop.i18n import mark, tr, trn
from desktop.words.coupon_refusals import OF_COUPONS, SENTENCES, coupon_sentence
from desktop.words.intake import field_words

_SENTENCES: dict[type[ShopError], str] = {
    errors.BadAmount: mark("“{text}” is no amount. Type digits only, such as 1980."),
    errors.BadDate: mark(
        "“{text}” is no day of the calendar, or lies the wrong way round. Write it such as "
        "2026-11-22, the earlier day first."
    ),
    errors.IdReused: mark("The request id “{id}” was used before for something else."),
    errors.UnknownCustomer: mark("No customer answers to “{text}”. Check it, or look by name."),
    errors.AmbiguousCustomer: mark(
        "Several customers answer to “{text}”. Use the member number instead."
    ),
    errors.DuplicatePhone: mark("{name} (No. {number}) already has the phone number {phone}."),
    errors.DuplicateCard: mark("{name} (No. {number}) already has the card {card}."),
    errors.DuplicateReceipt: mark(
        "Receipt {receipt} was entered today already. Nothing was recorded a second time."
    ),
    errors.UnknownSale: mark("There is no sale {sale} in this book."),
    errors.NotEnoughPoints: mark("This takes {needed} points; {held} can be used."),
    errors.PointsStep: mark(
        "Points are used in steps of {step}, from {least} on. This sale takes up to {max}."
    ),
    errors.PointsMax: mark("This sale takes at most {max} points."),
    errors.RefundTooLarge: mark("At most {max_money} of this sale can be given back."),
    errors.UnknownReward: mark("No reward is called “{reward}”."),
    errors.RewardNotNow: mark("“{reward}” is not offered today."),
    errors.OutOfStock: mark("“{reward}” is used up."),
    errors.TierTooLow: mark("“{reward}” is kept for customers from {tier} on."),
    errors.PlanRequired: mark("“{reward}” is kept for members of {plan}."),
    errors.LimitReached: mark("“{of}” was given {limit} times, as often as it may be."),
    errors.UnknownVoucher: mark("“{voucher}” is no voucher of this shop. Check the 12 letters."),
    errors.NotEnoughCredit: mark("Only {left_money} is left; this would take {needed_money}."),
    errors.UnknownPlan: mark("No plan is called “{plan}”."),
    errors.NotSubscribed: mark("This customer has no running plan. Let them join again."),
    errors.AlreadySubscribed: mark("This customer is on {plan} until {until} already."),
    errors.PlanChangedSince: mark(
        "The plan was changed or paid for on {day}, after this slip. Enter it with today's date."
    ),
    errors.AlreadyReferred: mark("Customer No. {referrer} brought this customer already."),
    errors.NotNewCustomer: mark(
        "This customer had bought before. A friend's code is taken until the first sale."
    ),
    errors.SelfReferral: mark("Nobody can bring themselves: both have the same phone or e-mail."),
    errors.ReferralCircle: mark("This customer brought the other one, perhaps through friends."),
    environment.BookBusy: mark("Another program is writing in the book. Try again in a moment."),
    environment.BookMissing: mark("There is no book at {path}."),
    environment.BookExists: mark("There is a file at {path} already. Choose another name."),
    environment.NotABook: mark("{path} is not a book of Okaeri. Choose another file."),
    environment.BookDamaged: mark("The book {path} is damaged. Restore the last backup."),
    environment.BookReadOnly: mark("{path} cannot be written. Check the folder and its rights."),
    environment.DiskFull: mark("The disk is full. Nothing was recorded; make room and try again."),
    environment.MissingColumns: mark(
        "No column was found for: {fields}. Name the columns, or check the first line of the file."
    ),
    environment.NewerBook: mark(
        "{path} was written by a newer Okaeri. Install that one to open it."
    ),
}

_REQUEST_PROBLEMS: dict[str, str] = {
    "missing": mark("“{field}” is missing. Fill it in."),
    "unknown": mark("“{field}” is unknown here. Leave it out or check its name."),
    "type": mark("“{field}” is of the wrong kind. “okaeri feed --schema” says what it takes."),
    "invalid": mark("“{field}” cannot be understood."),
    "too_long": mark("“{field}” is too long: {detail} letters at most."),
    "range": mark("“{field}” must be within {detail}."),
    "choice": mark("“{field}” must be one of: {detail}."),
    "days": mark("“{field}” must be days with commas between them, like {detail}."),
    "form": mark("“{field}” is written in one of these ways: {detail}."),
    "either": mark("Exactly one of these is needed: {detail}."),
    "at_least": mark("“{field}” must be {detail} or more."),
    "at_most": mark("“{field}” must be {detail} or less."),
    "whole_number": mark("“{field}” must be a whole number."),
    "text": mark("“{field}” must be text, in quotation marks."),
    "yes_or_no": mark("“{field}” must be true or false."),
    "list": mark("“{field}” must be a list, in square brackets."),
    "no_operation": mark("Nothing here is called “{detail}”. Check the word after “op”."),
    "taken": mark("“{detail}” exists already. Choose another name."),
    "known": mark("Members know another plan as “{detail}”. Choose another name."),
    "in_use": mark("“{detail}” is promised in Settings under this name. Change that first."),
    "in_tier_promotion": mark("A promotion is for “{detail}” and above. Change that first."),
    "in_promotion": mark("A promotion is for members of “{detail}”. Change that first."),
    "twice": mark("“{field}” names the same twice: {detail}."),
    "zero": mark("“{field}” is nothing. Say how many, with a minus to take some away."),
    "same_customer": mark("Both are the same customer. Choose another one."),
    "needs_customer": mark("“{field}” needs a customer. Scan a card first."),
    "for_a_plan": mark(
        "“{detail}” makes a plan longer and is not for a sale. Press “Use” beside it in the "
        "customer's list of coupons."
    ),
    "for_a_cause": mark(
        "“{detail}” is for a good cause and not for a sale. Press “Use” beside it in the "
        "customer's list of coupons."
    ),
    "nothing_owed": mark("Nothing is owed to “{detail}” now. Type an amount to give more."),
    "nobody_here": mark("Nobody is at the counter. Scan a card first, or find them by name."),
    "nobody": mark("Nobody is in this group. Ask for less."),
    "nobody_left": mark(
        "Nobody of the {detail} in this group is left: they refuse, cannot be reached this way, or "
        "are in a campaign that runs. Choose another group, way or time."
    ),
    "more_than_group": mark("Only {detail} are in this group. Draw fewer, or ask for less."),
    "not_offered": mark("“{detail}” is no longer offered."),
    "no_trial": mark("“{detail}” has no trial left for this customer."),
    "in_plan": mark("A plan gives “{detail}” with each payment. Change the plan first."),
    "for_members": mark("Members were promised “{detail}” with each payment. Keep it for them."),
    "nothing_due": mark("Nothing is to be paid now. Leave the amount out."),
    "plan_paused": mark("The plan is paused already. Take it up again first."),
    "plan_past_due": mark("The plan has run out. It can be paused once it is renewed."),
    "plan_ending": mark("The plan was cancelled. Renew it first, so that it goes on."),
    "plan_not_paused": mark("The plan is not paused."),
    "column": mark("The file has no column “{detail}”."),
    "map": mark("“{detail}” names no column. Say FIELD=COLUMN, such as name=B."),
    "postcard_full": mark("These words do not fit on a postcard. Shorten them, or send a letter."),
    "picture_kind": mark("This is no PNG or JPEG picture. Save it as one of these and try again."),
    "picture_broken": mark("The picture is damaged. Save it again and choose it once more."),
    "picture_heavy": mark("The picture has more than {detail} kB. Save it smaller."),
    "picture_large": mark("The picture has more than {detail} pixels on a side. Save it smaller."),
    "picture_small": mark(
        "The picture has fewer than {detail} pixels on a side. Take a larger one."
    ),
    "no_batch": mark("No batch is called “{detail}”."),
    "batch_over": mark("No coupon of “{detail}” can be used any more."),
    "nothing_waits": mark("No reward for bringing this customer waits for an answer."),
    "no_referral": mark("Bringing a friend gives nothing yet. Say under Offers what both receive."),
    "no_segment": mark("No group was saved as “{detail}”."),
    "no_campaign": mark("No campaign is called “{detail}”."),
    "arm_empty": mark(
        "Of {detail}, one part would be empty. Take a larger group, or hold back more or fewer."
    ),
    "started": mark("“{detail}” has started already: its group is frozen."),
    "nobody_to_write": mark("Nobody of “{detail}” can be written to this way."),
    "not_started": mark("“{detail}” has not started yet. Start it first."),
    "stopped": mark("“{detail}” was stopped. Make a new campaign."),
    "no_follow_up": mark("No follow-up is known as “{detail}”. Look at the list of today."),
    "done_already": mark("This follow-up was done already."),
    "no_staff": mark("Nobody called “{detail}” works here. Check the name under Settings."),
    "not_ahead": mark("“{detail}” is not ahead. Choose a day after today."),
    "no_kind_words": mark(
        "No kind words may be printed yet. Ask for them at the counter with *, and tick the "
        "consent."
    ),
    "not_json": mark("The line is not a JSON object."),
}


_FRIENDS_ANSWER = mark("Only the owner or a manager says whether a friend's reward is given.")
_SAVING_GROUPS = mark("Only the owner or a manager may save groups of customers.")
_CAMPAIGNS = mark("Only the owner or a manager may run campaigns.")
_NOT_ALLOWED: dict[str, str] = {
    "points.adjust": mark("You may correct up to {limit} points. Ask the owner or a manager."),
    "points.opening": mark("Only the owner or a manager may enter points brought along."),
    "points.opening again": mark(
        "The points this customer brought along are in the book already. Correct them instead."
    ),
    "points.give": mark(
        "Customers of this shop do not give points to each other. Settings can allow it."
    ),
    "surprise.draw": mark("Only the owner or a manager may draw a surprise."),
    **dict.fromkeys(("segment.add", "segment.edit"), _SAVING_GROUPS),
    **dict.fromkeys(
        ("campaign.add", "campaign.edit", "campaign.start", "campaign.stop"), _CAMPAIGNS
    ),
    "cause.pay": mark("Only the owner or a manager hands money over to a cause."),
    "reward.design": mark("Only the owner or a manager may design coupons."),
    "customer.merge": mark("Only the owner or a manager may merge customers."),
    "referral.approve": _FRIENDS_ANSWER,
    "referral.decline": _FRIENDS_ANSWER,
    "credit.add": mark("Only the owner or a manager may give credit."),
    "credit.take": mark("Only the owner or a manager may take credit back."),
    "batch.void": mark("Only the owner or a manager may withdraw coupons made together."),
    "voucher.void": mark("Only the owner or a manager may declare vouchers void."),
    "customer.distinct": mark("Only the owner or a manager may say that two are not the same."),
    "staff": mark("Nobody who works here is called “{staff}”."),
    "shop.set currency": mark("The currency stays, since the book holds amounts already."),
}

_TOO_MUCH = mark("Credit and vouchers can pay at most {max_money} of this sale.")
_VOUCHER_PROBLEMS: dict[str, str] = {
    "voided": mark("The voucher {voucher} was declared void on {end}."),
    "expired": mark("The voucher {voucher} was good until {end}."),
}
_VOUCHER_UNKNOWN: dict[str, str] = {
    "coupon": mark("{voucher} is a coupon, no voucher. Put it on the sale as a coupon."),
    "letter": mark("A letter of {voucher} is wrong, or this shop never made it. Type it again."),
}
_VOUCHER_EMPTY = mark("The voucher {voucher} is used up.")
_VOUCHER_SHORT = mark("Only {left_money} is left on {voucher}; this would take {needed_money}.")
_NO_CREDIT = mark("This customer has no credit.")
_LIMITS: dict[str, str] = {  # of what is no reward
    "referrals": mark(
        "This code is used up for this month: {limit} at most. Take it again next month."
    ),
    "save_offer": mark(
        "Nothing is offered for staying: free months are offered once in twelve, to those who "
        "cancel."
    ),
}
_NOTHING_LEFT = mark("All of this sale was given back already.")
_UNDO_PROBLEMS: dict[str, str] = {
    "nothing": mark("There is nothing to undo today."),
    "another_day": mark("Only what was done today can be undone. Use a refund or a correction."),
    "done": mark("This was undone or refunded already."),
    "followed": mark(
        "Something was done since that builds on this. Undo that first, or correct it."
    ),
    "kind": mark("This cannot be undone. Enter a correction instead."),
}

_LONGEST_SHOWN = 300  # letters of what was typed: a book's path fits, a pasted page does not

_NOTICES: dict[NoticeCode, str] = {
    "phone_unknown": mark("No numbering plan knows the phone number {text}; kept as typed."),
    "repaired": mark("“{text}” was tidied up."),
}

_PROBLEMS: dict[ProblemKind, str] = {
    "damaged_file": mark("The file is damaged: {where}"),
    "foreign_key": mark("A row of {where} names something that is not there."),
    "changed_shape": mark("Another program changed the shape of the book: {where}."),
    "altered_fact": mark("Fact {seq} was altered by another program."),
    "missing_fact": mark("Fact {seq} was removed by another program."),
    "foreign_fact": mark("Fact {seq} was put in by another program ({where})."),
    "missing_tail": mark("The last facts are gone: the book had {seq}."),
    "derived_table": mark("{where} does not agree with the facts."),
    "search": mark("The search does not find everybody: {where}."),
}

_PRINTER_PROBLEMS: dict[str, str] = {
    "none": mark("No printer is set up on this computer. Save the paper as a PDF."),
    "unknown": mark("This computer has no printer “{printer}” any more. Choose another one."),
    "away": mark("{printer} does not answer. Is it switched on, and is its cable in?"),
    "silent": mark("{printer} takes nothing in. Switch it off and on, then print again."),
    "cut_off": mark("{printer} broke off in the middle. Look at the paper, then print again."),
    "paper_out": mark("{printer} has no paper. Put in a new roll, then print again."),
    "cover_open": mark("The cover of {printer} is open. Close it, then print again."),
    "stopped": mark("{printer} is stopped on this computer. Start its queue, then print again."),
    "no_right": mark("This computer does not let Okaeri write to {printer}."),
    "no_usb": mark("This computer lacks libusb. Choose {printer} by its device or queue instead."),
    "address": mark("“{detail}” is no place of a printer. Write it such as 192.168.1.50:9100."),
    "refused": mark("{printer} did not take the paper: {detail}."),
    "no_drawer": mark("No drawer is set up on this computer. See Settings, Printers."),
}
_FILE_PROBLEMS: dict[str, str] = {
    "missing": mark("There is no file {path}."),
    "closed": mark("The file {path} cannot be opened. Check its rights, and close it elsewhere."),
    "empty": mark("There is nothing in {path}: a header and rows are needed."),
    "format": mark("{path} is neither a CSV file nor an Excel workbook."),
    "encoding": mark("The letters of {path} cannot be read. Save it as CSV UTF-8 and try again."),
    "quotes": mark("In {path} a quotation mark on line {line} is never closed."),
    "workbook": mark("The workbook {path} cannot be read. Save it again without a password."),
}


def explain(error: ShopError, settings: ShopSettings | None = None) -> str:
    """Return the sentence for a refusal, in the language in force."""
    sentence = coupon_sentence(error) if isinstance(error, OF_COUPONS) else _sentence_of(error)
    facts = error.facts()
    if isinstance(error, RefundTooLarge | BadAmount) and error.max is not None:
        facts["max_money"] = error.max if settings is None else _money(error.max, settings)
    if isinstance(error, NotEnoughCredit):
        facts |= {"left_money": error.left, "needed_money": error.needed}
    return tr(sentence).format(**{key: _shown(key, facts[key], settings) for key in facts})


def _sentence_of(error: ShopError) -> str:
    if isinstance(error, BadRequest):
        problem = "unknown" if _names_no_choice(error) else error.problem
        sentence = _REQUEST_PROBLEMS.get(problem, _REQUEST_PROBLEMS["invalid"])
    elif isinstance(error, NotAllowed):
        sentence = _NOT_ALLOWED.get(error.action, mark("Only the owner may do this."))
    elif isinstance(error, NothingToUndo):
        sentence = _UNDO_PROBLEMS.get(error.problem, _UNDO_PROBLEMS["kind"])
    elif isinstance(error, _OF_MONEY):
        sentence = _money_sentence(error)
    elif isinstance(error, FileUnreadable):
        sentence = _FILE_PROBLEMS.get(error.problem, mark("The file {path} cannot be read."))
    elif isinstance(error, PrinterFault):
        sentence = _PRINTER_PROBLEMS[error.problem]
    else:
        sentence = _special_limit(error) or _SENTENCES[type(error)]
    return sentence


def _names_no_choice(error: BadRequest) -> bool:
    """Tell whether there is nothing yet that could have been meant."""
    return error.problem == "choice" and error.detail in (None, "", "–")


def _special_limit(error: ShopError) -> str:
    """Return the sentence for a limit that is not of a reward, nothing where it is."""
    return _LIMITS.get(error.of, "") if isinstance(error, errors.LimitReached) else ""


_Money = BadAmount | NotEnoughCredit | RefundTooLarge | UnknownVoucher | VoucherNotValid
_OF_MONEY = (BadAmount, NotEnoughCredit, RefundTooLarge, UnknownVoucher, VoucherNotValid)


def _money_sentence(error: _Money) -> str:
    """Return the sentence for what is wrong with an amount, a voucher or credit."""
    if isinstance(error, RefundTooLarge):
        return _SENTENCES[RefundTooLarge] if error.max else _NOTHING_LEFT
    if isinstance(error, BadAmount):
        return _SENTENCES[BadAmount] if error.max is None else _TOO_MUCH
    if isinstance(error, VoucherNotValid):
        return _VOUCHER_PROBLEMS.get(error.problem, _VOUCHER_PROBLEMS["voided"])
    if isinstance(error, UnknownVoucher):
        return _VOUCHER_UNKNOWN.get(error.problem, _SENTENCES[UnknownVoucher])
    if error.voucher is not None:
        return _VOUCHER_SHORT if error.left else _VOUCHER_EMPTY
    return _SENTENCES[NotEnoughCredit] if error.left else _NO_CREDIT


def explain_notice(notice: Notice) -> str:
    """Return the sentence for something worth saying about what was taken in all the same."""
    return tr(_NOTICES[notice.code]).format(field=notice.field, text=notice.text)


def explain_problem(problem: Problem) -> str:
    """Return the sentence for something that `verify` found."""
    return tr(_PROBLEMS[problem.kind]).format(seq=problem.seq, where=problem.where)


def explained() -> set[type[ShopError]]:
    """Return every refusal that has a sentence; a test compares them with db/errors.py."""
    others = (BadRequest, FileUnreadable, NotAllowed, NothingToUndo, VoucherNotValid)
    return {*_SENTENCES, *others, *OF_COUPONS, PrinterFault}


def sentences() -> list[str]:
    """Return the source of every sentence, so that a test can look each up in the catalogue."""
    tables = (
        _SENTENCES, _REQUEST_PROBLEMS, _FILE_PROBLEMS, _UNDO_PROBLEMS, _VOUCHER_PROBLEMS,
        _VOUCHER_UNKNOWN, _PRINTER_PROBLEMS, _LIMITS,
    )  # fmt: skip
    alone = [
        _TOO_MUCH, _VOUCHER_EMPTY, _VOUCHER_SHORT, _NO_CREDIT, _NOTHING_LEFT,
    ]  # fmt: skip
    return [*alone, *SENTENCES, *(sentence for table in tables for sentence in table.values())]


def label_of(line: EarningLine, settings: ShopSettings) -> str:
    """Return the words of one line of a breakdown, as it is shown, printed and kept."""
    if line.rule == "base":
        rate = line.rate or Rate(settings.earn_per, settings.earn_points)
        sentence = trn(
            "{points} point per {per} on {amount}",
            "{points} points per {per} on {amount}",
            rate.points,
        )
        return sentence.format(
            points=rate.points,
            per=_money(rate.per, settings),
            amount=_money(line.amount, settings),
        )
    if line.until:
        return _label_with_hours(line)
    if line.factor is not None:
        return tr("{name} × {factor}").format(name=line.name, factor=_decimal(line.factor))
    if line.rule == "cap_sale":
        return tr("Most points for one sale")
    if line.rule == "cap_day":
        return tr("Most points for one day")
    return line.name or tr("Coupon")  # the only thing that may have no name


def _label_with_hours(line: EarningLine) -> str:
    if line.factor is None:
        return tr("{name}, until {time}").format(name=line.name, time=line.until)
    factor = _decimal(line.factor)
    sentence = tr("{name} × {factor}, until {time}")
    return sentence.format(name=line.name, factor=factor, time=line.until)


def _shown(name: str, value: object, settings: ShopSettings | None) -> object:
    if isinstance(value, tuple):
        return field_words(value) if name == "fields" else ", ".join(value)
    if isinstance(value, bool) or not isinstance(value, int | str):
        return value
    if isinstance(value, int):
        if name in ("minimum", "missing", "left_money", "needed_money") and settings is not None:
            return _money(value, settings)
        return formats.number(value)
    if name in ("until", "start", "used_on", "voided_on", "end", "day"):
        return formats.day(date.fromisoformat(value))
    return value if len(value) <= _LONGEST_SHOWN else f"{value[:_LONGEST_SHOWN]}…"


def _decimal(value: Fraction) -> str:
    """Write an exact factor without needless zeros: 1.5, 2."""
    return f"{(Decimal(value.numerator) / Decimal(value.denominator)).normalize():f}"


def _money(amount: int, settings: ShopSettings) -> str:
    return formats.money(amount, currency=settings.currency, digits=settings.digits)
