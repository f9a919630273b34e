"""The command about follow-ups: what is to be done for whom today."""

import json

import click
import msgspec

from db.queries.follow_ups import follow_ups, week_of_follow_ups
from desktop import formats
from desktop.commands.desk import Desk
from desktop.i18n import tr
from desktop.topics.follow_ups import tell_follow_ups
from desktop.words.follow_ups import why_words
from desktop.words.sayings import act_words, kind_words, when_words


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print the list as JSON.")
@click.pass_obj
def today(desk: Desk, *, as_json: bool) -> None:
    """Print whom to speak to today, and why; with --at, on any other day."""
    session = desk.session()
    moment = session.moment()
    found = follow_ups(moment)
    week = week_of_follow_ups(moment, open_now=found)
    if as_json:
        told = msgspec.to_builtins(tell_follow_ups(session, found))
        answer = {"day": moment.today.isoformat(), "follow_ups": told["follow_ups"]}
        answer["week"] = vars(week)
        click.echo(json.dumps(answer, ensure_ascii=False, indent=2))
        return
    if not found:
        click.echo(tr("Nobody waits for a word from you today."))
    for each in found:
        click.echo(
            tr("{kind}: {name} ({number}), {when}. {why} → {act}").format(
                kind=kind_words(each.kind),
                name=each.name,
                number=formats.member_number(each.number),
                when=when_words(each, moment.today),
                why=why_words(each, moment.settings, today=moment.today),
                act=act_words(each),
            )
        )
    if week.due:
        words = tr("This week: {done} of {due} followed up.")
        click.echo(words.format(done=formats.number(week.done), due=formats.number(week.due)))
