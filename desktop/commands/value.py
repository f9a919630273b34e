"""`okaeri value`: the models of what customers are worth, for whoever wants to check them."""

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from db.rules.periods import parse_business_date
from db.rules.shop import ShopSettings
from desktop import formats
from desktop.commands.desk import Desk
from desktop.i18n import tr, trn

if TYPE_CHECKING:
    from db.value.dropout import DropoutModel
    from db.value.gammagamma import GammaGamma
    from db.value.models import Models


@click.command()
@click.option("--until", metavar="DATE", help="The last day that counts; today by default.")
@click.option("--json", "as_json", is_flag=True, help="Print parameters as JSON.")
@click.pass_obj
def value(desk: Desk, until: str | None, *, as_json: bool) -> None:
    """Print the fitted models of what customers are worth."""
    from db.value.models import fit_models
    from desktop.topics.value import models_told

    session = desk.session()
    day = parse_business_date(until) if until else session.today
    models = fit_models(session.db, until=day, unit=10**session.settings.digits)
    if as_json:
        click.echo(json.dumps(models_told(models), ensure_ascii=False, indent=2))
        for line in unlearnt_lines(models):
            click.echo(line, err=True)
        return
    for line in model_lines(models, session.settings):
        click.echo(line)


def model_lines(models: "Models", settings: ShopSettings) -> Iterator[str]:
    """Return what the models say, in plain words first."""
    yield tr("Up to {day}: {customers}, {again} of whom bought on another day again.").format(
        day=formats.day(models.until),
        customers=trn("{count} customer", "{count} customers", models.customers).format(
            count=formats.number(models.customers)
        ),
        again=formats.number(models.repeat_customers),
    )
    if models.mbgnbd is not None:
        yield from _coming_lines(models.mbgnbd)
    if models.gammagamma is not None and models.gammagamma.q > 1:
        yield _amount_line(models.gammagamma, settings)
    for name, model in (("BG/NBD", models.bgnbd), ("MBG/NBD", models.mbgnbd)):
        if model is not None:
            known = {"r": model.r, "α": model.alpha, "a": model.a, "b": model.b}
            yield _parameter_line(name, known, model.log_likelihood)
    if models.gammagamma is not None:
        amounts = models.gammagamma
        known = {"p": amounts.p, "q": amounts.q, "v": amounts.v}
        yield _parameter_line("Gamma-Gamma", known, amounts.log_likelihood)
    yield from unlearnt_lines(models)


def unlearnt_lines(models: "Models") -> Iterator[str]:
    """Return why there is no model, where there is none."""
    if models.bgnbd is None:
        yield tr("Nobody has bought on a second day yet: nothing can be learnt of coming back.")
    elif models.gammagamma is None:
        yield tr("Too few different amounts yet: nothing can be learnt of what is spent each time.")


def _coming_lines(model: "DropoutModel") -> Iterator[str]:
    yield tr(
        "While they are customers they come {times} times a year on average; after each purchase "
        "{percent} % stay away for good."
    ).format(
        times=f"{365 / 7 * model.r / model.alpha:.1f}",
        percent=f"{100 * model.a / (model.a + model.b):.0f}",
    )


def _amount_line(amounts: "GammaGamma", settings: ShopSettings) -> str:
    minor = round(amounts.p * amounts.v / (amounts.q - 1) * 10**settings.digits)
    return tr("Whoever comes again spends {amount} each time on average.").format(
        amount=formats.money(minor, currency=settings.currency, digits=settings.digits)
    )


def _parameter_line(name: str, parameters: dict[str, float], likelihood: float) -> str:
    return tr("{model}: {parameters}; log-likelihood {likelihood}").format(
        model=name,
        parameters=", ".join(f"{symbol} {value:.4f}" for symbol, value in parameters.items()),
        likelihood=f"{formats.MINUS if likelihood < 0 else ''}{abs(likelihood):,.2f}",
    )
