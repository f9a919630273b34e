"""`okaeri value`: CDNOW's sample, taken in as any file, comes to the published figures."""

import json
from pathlib import Path

import pytest

from desktop.resources import resource
from tests.desktop.command_line import Run, Shop, refused

pytestmark = pytest.mark.usefixtures("english")
UNTIL = ("--until", "1997-09-30")
COMING = (
    "While they are customers they come 4.4 times a year on average; after each purchase "
    "36 % stay away for good."
)
PLACES = {"bgnbd": 4, "mbgnbd": 4, "gammagamma": 3}
PUBLISHED = {
    "bgnbd": {"r": 0.2426, "alpha": 4.4136, "a": 0.7929, "b": 2.4259, "log_likelihood": -9582.43},
    "mbgnbd": {"r": 0.5248, "alpha": 6.1831, "a": 0.8914, "b": 1.6140, "log_likelihood": -9582.14},
    "gammagamma": {"p": 6.250, "q": 3.744, "v": 15.444},
}


def test_the_sample_comes_to_the_published_figures(run: Run, tmp_path: Path) -> None:
    book = tmp_path / "music.okaeri"
    run("new", book, "--name", "Music", "--currency", "USD", "--timezone", "America/New_York")
    with resource("samples/cdnow_sample.csv").open("rb") as file:
        (tmp_path / "cdnow.csv").write_bytes(file.read())
    taken = run("import", "purchases", tmp_path / "cdnow.csv", "--map", "customer=customer_id",
                book=book)  # fmt: skip
    assert taken.status == 0, taken.error
    told = json.loads(run("value", *UNTIL, "--json", book=book).out)
    assert (told["until"], told["customers"]) == ("1997-09-30", 2357)
    assert told["repeat_customers"] == told["gammagamma"]["customers"] == 946
    for model, parameters in PUBLISHED.items():
        for name, published in parameters.items():
            places = 2 if name == "log_likelihood" else PLACES[model]
            assert round(told[model][name], places) == published, (model, name)
    lines = run("value", *UNTIL, book=book).out.splitlines()
    assert lines[:3] == [
        "Up to 30 Sep 1997: 2,357 customers, 946 of whom bought on another day again.",
        COMING,
        "Whoever comes again spends $35.17 each time on average.",
    ]
    assert lines[3] == ("BG/NBD: r 0.2426, α 4.4136, a 0.7929, b 2.4259; log-likelihood −9,582.43")


def test_a_book_without_second_visits_says_so(run: Run, shop: Shop) -> None:
    told = run("value", "--json", book=shop.book)
    assert told.status == 0
    assert json.loads(told.out)["mbgnbd"] is None
    sentence = "Nobody has bought on a second day yet: nothing can be learnt of coming back."
    assert told.error.strip() == sentence
    assert run("value", book=shop.book).out.splitlines()[-1] == sentence
    refused(run("value", "--until", "soon", book=shop.book), "soon")
