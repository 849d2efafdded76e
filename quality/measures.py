"""What is measured: which corpus is traced, which gold it is scored against, which figures have floors."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Measure:
    """One run of the scorer. ``figures`` are dotted paths into what it prints; those in ``at_most`` fall.

    ``alteration`` names what is done to the corpus before it is traced.
    """

    name: str
    command: str
    corpus: str | None
    gold: str
    figures: tuple[str, ...]
    at_most: tuple[str, ...] = ()
    alteration: str = ""


_ATTRIBUTIONS = (
    "content_overlap.f1",
    "content_and_source.f1",
    "nested.f1",
    "hedged.f1",
    "source_kind_accuracy",
)

MEASURES = (
    Measure(
        "attributions_en", "attributions", "attributions_en_dev", "attributions_en_dev.jsonl", _ATTRIBUTIONS
    ),
    Measure(
        "attributions_fr", "attributions", "attributions_fr_dev", "attributions_fr_dev.jsonl", _ATTRIBUTIONS
    ),
    *(
        Measure(
            f"attributions_{lang}",
            "attributions",
            f"attributions_{lang}_dev",
            f"attributions_{lang}_dev.jsonl",
            _ATTRIBUTIONS,
        )
        for lang in ("ar", "tr", "ru")
    ),
    Measure(
        "pairs",
        "pairs",
        "fakes_dev",
        "pairs_dev.jsonl",
        ("same_event.f1", "same_event.p", "reuse_macro_f1", "conflict_slots.f1", "lead_death_toll_accuracy"),
    ),
    Measure(
        "translations", "translations", "ntrex_dev", "../corpora/ntrex_dev.jsonl", ("translation_pairs.f1",)
    ),
    Measure(
        "translations_on_one_line",
        "translations",
        "ntrex_dev",
        "../corpora/ntrex_dev.jsonl",
        ("translation_pairs.f1",),
        alteration="on_one_line",
    ),
    Measure(
        "alignment", "alignment", "alignment_dev", "alignment_dev.jsonl", ("fr.f1", "ar.f1", "tr.f1", "ru.f1")
    ),
    Measure("names", "names", None, "names_dev.csv", ("names.f1", "names.p")),
    Measure(
        "changes",
        "changes",
        "mutations_dev",
        "mutations_dev.jsonl",
        ("derivation_found", "altered_fields.f1"),
    ),
    Measure(
        "retold",
        "retold",
        "retold_dev",
        "retold_dev.jsonl",
        ("descent_found", "descent_kind_right", "declared_right", "changes.f1", "changes_right_kind"),
        at_most=("descent_reversed", "false_alarms_on_kept_facts"),
    ),
    *(
        Measure(
            f"retold_{alteration}",
            "retold",
            "retold_dev",
            "retold_dev.jsonl",
            ("descent_found", "descent_kind_right", "changes.f1"),
            at_most=("descent_reversed", "false_alarms_on_kept_facts"),
            alteration=alteration,
        )
        for alteration in ("undated", "dates_swapped")
    ),
    Measure(
        "origins",
        "origins",
        "groups_dev",
        "origins_dev.jsonl",
        (
            "group_found",
            "best_exact",
            "range_right",
            "single_origin_balanced_accuracy",
            "lead_chain.f1",
            "unseen_parents.f1",
        ),
        at_most=("overcounted",),
    ),
)
