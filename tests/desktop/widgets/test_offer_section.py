"""What the sections of Offers share."""

from desktop.i18n import use_language
from desktop.widgets.offer_section import edit_deed


def test_an_offer_is_edited_and_one_that_is_offered_no_more_is_offered_again() -> None:
    use_language("en")
    done: list[bool] = []
    edit = edit_deed("Cake", lambda: done.append(True), offered=True)
    again = edit_deed("Cake", lambda: done.append(True), offered=False)
    assert (edit.words, edit.spoken, edit.name) == ("Edit", "Edit Cake", "offers.edit.Cake")
    assert (again.words, again.spoken) == ("Offer again", "Offer Cake again")
    edit.do()
    assert done == [True]
