"""When a claim says that it was, and whose and which state its figures are, in a reader's words."""

from __future__ import annotations

from headwater.show.dossier.showing import Showing
from headwater.show.drawings.days import when_of
from headwater.show.view import Row


def notes_of(showing: Showing, claim: Row) -> list[str]:
    """What a careful reader asks of a claim's time and figures; nothing where it is plain."""
    t = showing.t
    when = when_of(t, claim["time"]) if claim["time"] else ""
    notes = [f"{t('when')}: {when}"] if when else []
    for figure in claim["quantities"]:
        words = f"“{showing.line(figure['text'], 60)}”"
        if figure.get("of_enemy"):
            enemy = t("a party's count of its enemy's losses")
            notes.append(f"{words}: {enemy}")
        if figure["as_of"] == "earlier":
            notes.append(f"{words}: {t('an earlier state of the count')}")
        elif figure["as_of"]:
            notes.append(f"{words}: {t('as of {day}', day=figure['as_of'])}")
    return list(dict.fromkeys(notes))
