"""The contract's values in a reader's words."""

from __future__ import annotations

CERTAINTY = {
    "certain": "stated flatly",
    "probable": "as probable",
    "possible": "as possible",
    "unknown": "left open",
}
SOURCE_KIND = {
    "named_person": "named person",
    "organisation": "organisation",
    "media": "outlet",
    "official_unnamed": "unnamed official",
    "anonymous": "unnamed",
    "document": "document",
    "self": "the outlet's own reporter",
    "wire": "wire agency",
}
ORIGIN_KIND = {
    "named": "named witness or speaker",
    "anonymous": "unnamed source",
    "party_statement": "statement by a party",
    "document": "document",
    "own_reporter": "own reporter",
    "unseen_report": "report not in this case",
    "no_source_given": "no source given",
}
STANDING = {
    "attributed": "attributed",
    "own_reporter": "the outlet says that its own people saw it",
    "own_analysis": "the outlet's own analysis",
    "unattributed": "no source given",
}
STANCE = {
    "affirms": "",
    "denies": "a denial",
    "partly_denies": "a partial denial",
    "cannot_confirm": "cannot confirm",
    "declined": "declined to comment",
    "no_answer": "gave no answer",
}
ACT = {
    "happened": "",
    "offered": "offered, not done",
    "requested": "requested, not done",
    "planned": "planned",
    "ordered": "ordered",
    "threatened": "threatened",
    "asked": "asked",
    "conditional": "on a condition",
}
PART_KIND = {
    "body": "the article's own text",
    "quoted_whole": "another article quoted whole",
    "pasted": "another text pasted in",
    "caption": "caption",
    "embed": "embedded post",
    "boilerplate": "boilerplate",
}
JUDGEMENT = {
    "merge": "are one",
    "split": "is another than it was read as",
    "rename": "is to be called",
    "not_same": "are not one",
    "undo": "takes back a judgement",
    "set_source_kind": "is a source of the kind",
    "set_standing": "stands as",
    "set_certainty": "sounds",
    "move_claim": "belongs in another group",
    "confirm_edge": "came from the other, confirmed",
    "reject_edge": "did not come from the other",
    "draw_edge": "came from the other",
    "one_origin": "are one origin",
    "separate_origins": "are separate origins",
    "task": "worked off",
    "note": "noted",
    "grade": "graded",
    "gloss": "glossed",
    "code": "coded",
}
JUDGED = {
    "obeyed": "obeyed",
    "undone": "taken back",
    "superseded": "replaced by a later judgement",
    "disputed": "disputed: nothing was changed",
    "not_found": "its words are no longer found",
}
EVIDENCE = {
    "photo": "photo",
    "video": "video",
    "post": "post",
    "document": "document",
    "satellite": "satellite picture",
    "eyewitness": "eyewitness",
    "outlet": "outlet",
}
ANONYMOUS = {
    "official": "official",
    "military": "military",
    "security": "security",
    "medical": "medical",
    "local": "local",
    "activist": "activist",
    "resident": "resident",
    "fighter": "fighter",
    "diplomatic": "diplomatic",
    "expert": "expert",
    "unspecified": "unspecified",
}
PROPOSAL = {
    "other_source": "Another source for these words",
    "only_second": "Only the second reader reads an attribution here",
    "not_verbatim": "Its words do not stand in the text",
}
FINDING = {
    "headline_by_no_source": "No cited source says what the headline says",
    "headline_by_outlet_only": "Only the outlet itself says what the headline says",
    "certainty_rises": "Unconfirmed first, asserted further down",
    "stretched_source": "A conclusion hung on a source that is not quoted as drawing it",
    "unconfirmed": "The article says that this is unconfirmed",
    "alternatives": "Two readings are left open",
    "mixed_vocabulary": "One actor under loaded and plain names",
    "caption_elsewhere": "A caption gives another date or place",
    "retracted": "A report that was taken back",
    "corrected": "A report that was put right",
    "changed_since": "Its address had another text before",
    "single_origin": "Several reports, one origin",
    "circular": "Reports that cite each other in a circle",
    "party_only": "Only parties to the fight say so",
    "sum_of_incidents": "A figure that adds several incidents up",
    "undated": "No date found",
    "read_by_ocr": "Read from a picture: letters may be wrong",
    "teaser_only": "Only the beginning was read; the rest is for subscribers",
    "several_articles": "A page with several articles, read as one",
    "columns_taken": "How a table's columns were taken",
    "dates_disagree": "Its dates disagree",
    "language_not_read": "Attributions are not read yet in this language",
    "language_partly_read": "Only who says what is read in this language",
    "second_reader_silent": "The second reader did not answer",
}
FINDING_ORDER = (
    "retracted",
    "corrected",
    "changed_since",
    "headline_by_no_source",
    "headline_by_outlet_only",
    "unconfirmed",
    "certainty_rises",
    "stretched_source",
    "single_origin",
    "circular",
    "party_only",
    "alternatives",
    "caption_elsewhere",
    "sum_of_incidents",
    "mixed_vocabulary",
    "language_not_read",
    "language_partly_read",
    "second_reader_silent",
    "read_by_ocr",
    "teaser_only",
    "several_articles",
    "undated",
    "dates_disagree",
    "columns_taken",
)
"""What to tell first."""
ENTITY = {
    "person": "person",
    "group": "group",
    "state": "state",
    "body": "body",
    "outlet": "outlet",
    "place": "place",
    "weapon": "weapon",
    "event": "event",
}
SLOT = {
    "occurrence": "that it happened",
    "delivery": "the delivery",
    "killed": "killed",
    "injured": "injured",
    "perpetrator": "who did it",
    "victims": "the victims",
    "quantity": "how many",
}
CREDIT = {
    "byline": "by",
    "publisher": "printed by",
    "agency": "agency",
    "dateline": "dateline",
    "translator": "translated by",
    "original": "original",
    "via": "by way of",
    "photo": "photo",
}
CHANGE = {
    "number_changed": "number changed",
    "negated": "negated",
    "hedge_dropped": "hedge dropped",
    "hedge_added": "hedge added",
    "source_dropped": "source dropped",
    "source_changed": "source changed",
    "actor_replaced": "actor replaced",
    "relabelled": "relabelled",
    "place_changed": "place changed",
    "time_changed": "time changed",
    "evidence_dropped": "evidence dropped",
    "added": "added",
    "omitted": "left out",
}
DERIVATION = {
    "copy": "a copy of",
    "rewrite": "rewritten from",
    "quote": "quotes",
    "translation": "translated from",
    "citation": "cites",
}
ACCESS = {
    "eyewitness": "eyewitness",
    "participant": "took part",
    "compiler": "compiles others' reports",
    "relay": "passes on",
    "not_stated": "how it knows is not stated",
}


def say(table: dict[str, str], value: str | None) -> str:
    """A value in a reader's words; one that the table lacks, in its own with spaces."""
    return "" if value is None else table.get(value, value.replace("_", " "))
