"""The yardstick is made from aligned translations, and the file that ships is what that gives."""

import tomllib
from importlib.resources import files

import pytest

from headwater.origins.reuse.config import ReuseConfig
from headwater.origins.reuse.measuring import as_toml, mean_similarities, shares_of
from headwater.records.tables import Tables
from tests.origins.reuse.making import QUAY, compared, told


def test_shares_add_up_to_the_similarities_of_their_pairs() -> None:
    shares = shares_of({("ar", "en"): 0.72, ("en", "fr"): 0.79, ("ar", "fr"): 0.65})
    assert shares["ar"] + shares["fr"] == pytest.approx(0.65, abs=0.002)
    assert shares["en"] > shares["fr"] > shares["ar"]


def test_only_versions_of_one_document_are_measured() -> None:
    french = [f"phrase {number} de la dépêche" for number in range(len(QUAY))]
    tables = Tables.of_rows(
        told("a", QUAY, meanings=QUAY),
        told("b", french, lang="fr", meanings=QUAY),
        told("c", french, lang="de", meanings=QUAY),
    )
    found = mean_similarities(compared(tables), {"a": "one", "b": "one", "c": "another"}, ReuseConfig())
    assert list(found) == [("en", "fr")]
    assert found["en", "fr"] == pytest.approx(0.8, abs=0.08)


def test_the_file_has_this_form() -> None:
    shipped = files("headwater.origins.reuse").joinpath("likeness.toml").read_text(encoding="utf-8")
    shares = tomllib.loads(shipped)["share"]
    other = shares.pop("other")
    assert as_toml(shares, other) == shipped
