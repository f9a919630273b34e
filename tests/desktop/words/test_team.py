"""What people of the team are thanked for."""

from db.queries.team import TeamMember
from desktop.words.team import best_deed, deeds, how_counted, member_name


def test_somebody_is_thanked_first_for_what_they_did_most_of_all() -> None:
    mio = TeamMember("mio", sign_ups=11, follow_ups_done=2)
    ken = TeamMember("ken", sign_ups=3, brought_back=6)
    aya = TeamMember("aya", sign_ups=2, kind_words=1, follow_ups_done=1)
    idle = TeamMember("sora")
    team = [mio, ken, aya, idle]
    told = [best_deed(each, team) for each in team]
    keys = [(found[0].key, found[1]) if found else None for found in told]
    assert keys == [("sign_ups", 11), ("brought_back", 6), ("kind_words", 1), None]
    ever_second = TeamMember("rin", sign_ups=5, follow_ups_done=1)
    best = best_deed(ever_second, [*team, ever_second])
    assert best is not None
    assert (best[0].key, best[1]) == ("sign_ups", 5)


def test_the_figures_are_explained() -> None:
    assert "within 30 days" in how_counted()
    assert len({deed.heading for deed in deeds()}) == 5
    assert member_name(TeamMember(None)) == "Nobody was named"
