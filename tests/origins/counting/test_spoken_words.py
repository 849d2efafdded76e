"""Words and phrases are found as they would be among all words of a text and all runs of them."""

from hypothesis import given
from hypothesis import strategies as st

from headwater.origins.counting.lexicon import keys_of, speaks

SAID = [
    "Killed",
    "was",
    "in",
    "the",
    "line",
    "of",
    "duty",
    "l'attaque",
    "line-of-duty",
    "İzmir",
    "убит",
    "—",
    "x" * 70,
]
KNOWN = [
    "killed",
    "in-the-line",
    "line-of-duty",
    "the-line-of-duty",
    "attaque",
    "of",
    "duty-in",
    "was-in-the-line-of",
]


@given(
    st.lists(st.sampled_from(SAID), max_size=80),
    st.sampled_from([" ", "\n", "\u00a0", "\x1f", "  "]),
    st.frozensets(st.sampled_from(KNOWN)),
)
def test_a_text_speaks_where_one_of_its_keys_is_known(
    said: list[str], between: str, known: frozenset[str]
) -> None:
    text = between.join(said)
    assert speaks(text, known) == (not known.isdisjoint(keys_of(text)))
    assert speaks(text, sorted(known)) == speaks(text, known)
