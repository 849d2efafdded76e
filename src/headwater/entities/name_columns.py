"""The names of all articles of a case that is too large to be held as rows: mentions and clusters as columns of numbers."""

from __future__ import annotations

from array import array
from collections.abc import Mapping

from headwater.entities.article_names import ArticleNames
from headwater.entities.clusters import Cluster
from headwater.entities.columns import Ids, Values, number_of
from headwater.entities.uses import Naming, Saying, Use
from headwater.records.entities import StatedLink

Texts = tuple[str | None, ...]
_MOST_SAYINGS = 50_000


class NameColumns:
    """Mentions lie by their clusters, clusters by their articles, articles as they came.

    A mention has its id, where it begins, its words, what else is said of it (``rests``) and why it is its cluster's; a cluster its
    article, its actor, where its mentions end, and its ``forms``: name, type, registry entry and key. Some 450 bytes an article of
    20 mentions, and what its names are called.
    """

    def __init__(self) -> None:
        self.articles: list[str] = []
        self.mentions = Ids()
        self.starts, self.words, self.rests, self.whys = array("i"), array("i"), array("i"), array("i")
        self.article_of, self.actor_of = array("i"), array("Q")
        self.ends, self.forms = array("I"), array("i")
        self.word_values: Values[str] = Values()
        self.rest_values: Values[Texts] = Values()
        self.why_values: Values[str] = Values()
        self.form_values: Values[Texts] = Values()
        self.late_rests: set[int] = set()
        self._sayings: dict[tuple[int, int], Saying] = {}

    def put(self, article: str, names: ArticleNames, late: Mapping[str, str]) -> int:
        """The names of an article; gives its number. ``late`` are registered dead by mention."""
        number = len(self.articles)
        self.articles.append(article)
        for cluster in names.clusters:
            self.article_of.append(number)
            self.actor_of.append(actor_number(cluster.actor))
            self.forms.append(
                self.form_values.number((cluster.name, cluster.type, cluster.known_as, *cluster.key))
            )
            for mention in cluster.mentions:
                self._put_mention(mention, cluster.reason(mention), late.get(mention.id))
            self.ends.append(len(self.mentions))
        return number

    def _put_mention(self, mention: Naming, why: str, late: str | None) -> None:
        rest = self.rest_values.number(
            (
                mention.lang,
                mention.type,
                mention.known_as,
                mention.label,
                mention.because,
                mention.role_title,
                mention.office,
                late,
            )
        )
        if late is not None:
            self.late_rests.add(rest)
        self.mentions.append(mention.id)
        self.starts.append(mention.start)
        self.words.append(self.word_values.number(mention.text))
        self.rests.append(rest)
        self.whys.append(self.why_values.number(why))

    def settle(self) -> None:
        """There will be no more."""
        for values in (self.word_values, self.rest_values, self.why_values, self.form_values):
            values.settle()

    def mentions_of(self, row: int) -> range:
        """The mentions of a cluster."""
        return range(self.ends[row - 1] if row else 0, self.ends[row])

    def cluster(self, row: int) -> Cluster:
        """A cluster as it is held elsewhere."""
        name, type_, known_as, *key = self.form_values.value(self.forms[row])
        article = self.articles[self.article_of[row]]
        uses: list[Naming] = [
            Use(
                self.mentions[at],
                article,
                self.starts[at],
                self.why_values.value(self.whys[at]),
                self.saying(self.words[at], self.rests[at]),
            )
            for at in self.mentions_of(row)
        ]
        late = any(self.rests[at] in self.late_rests for at in self.mentions_of(row))
        return Cluster(
            article, tuple(key), name, type_, known_as, uses, {}, actor_id_of(self.actor_of[row]), late  # type: ignore[arg-type]
        )  # fmt: skip

    def saying(self, words: int, rest: int) -> Saying:
        """What a mention says, by the numbers of its words and of all else."""
        found = self._sayings.get((words, rest))
        if found is None:
            if len(self._sayings) >= _MOST_SAYINGS:
                self._sayings.clear()
            text = self.word_values.value(words)
            found = self._sayings[words, rest] = Saying(text, *self.rest_values.value(rest))  # type: ignore[arg-type]
        return found


class ByArticle:
    """What hangs on the names of articles: who their sources are, what labels point at, which links they state."""

    def __init__(self) -> None:
        self.spoken = Ids()
        self.spoken_in, self.spoken_by = array("i"), array("Q")
        self.spoken_for, self.spoken_why = array("i"), array("i")
        self.labels = Ids()
        self.labels_in, self.beside = array("i"), array("Q")
        self.meant, self.scores, self.label_why = array("i"), array("d"), array("i")
        self.values: Values[Texts] = Values()
        self.links: dict[int, tuple[tuple[StatedLink, ...], dict[str, int]]] = {}

    def put(self, number: int, names: ArticleNames) -> None:
        """What hangs on the names of an article, by its number."""
        for one in names.spoken:
            self.spoken.append(one.attribution)
            self.spoken_in.append(number)
            self.spoken_by.append(actor_number(one.cluster.actor))
            self.spoken_for.append(self.values.number((one.government,)) if one.government else -1)
            self.spoken_why.append(self.values.number((one.because,)))
        if not names.labels and not names.links:
            return
        at = {m.id: actor_number(c.actor) for c in names.clusters for m in c.mentions}
        for label in names.labels:
            self.labels.append(label.label)
            self.labels_in.append(number)
            self.beside.append(at[label.beside] if label.beside else 0)
            self.meant.append(-1 if label.beside else self.values.number((label.meant,)))
            self.scores.append(label.score)
            self.label_why.append(self.values.number((label.because,)))
        if names.links:
            ends = {end for link in names.links for end in (link.from_, link.to)}
            self.links[number] = names.links, {end: at[end] for end in sorted(ends) if end in at}


def actor_number(id_: str) -> int:
    """An entity's id as a number."""
    number = number_of(id_)
    assert number is not None
    return number


def actor_id_of(number: int) -> str:
    """The id of an entity."""
    return f"en-{number:016x}"
