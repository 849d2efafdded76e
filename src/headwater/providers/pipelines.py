"""spaCy's pipelines, run faster than they run themselves, and with the same tokens.

Four things are done otherwise: first vectors of words are kept (``known_words``), the convolutions are done in fewer
steps (``encoders``), names are found in all words at once (``name_tags``), and what follows from a word's letters, tag
and label is kept (``word_forms``). All memories are bounded. Layers that are built otherwise than is
known here stay as they are. ``tests/providers`` compares the tokens with those of the untouched pipeline.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from thinc.api import Model, NumpyOps
from threadpoolctl import ThreadpoolController

from headwater.providers.encoders import encoder_of
from headwater.providers.known_words import KnownWords
from headwater.providers.name_tags import NameTags
from headwater.providers.word_forms import WordForms
from headwater.records.ports import ParsedToken

_BEFORE_FORMS = ("tok2vec", "tagger", "morphologizer", "parser")


def quickened(pipeline: Any) -> Callable[[Sequence[str]], list[list[ParsedToken]]]:
    """A function that reads texts as the pipeline does."""
    for name in pipeline.pipe_names:
        model = getattr(pipeline.get_pipe(name), "model", None)
        if isinstance(model, Model):
            _quicken(model)
    pipes = [pipeline.get_pipe(name) for name in _BEFORE_FORMS if name in pipeline.pipe_names]
    forms = WordForms(pipeline.get_pipe("attribute_ruler"), pipeline.get_pipe("lemmatizer"))
    names = NameTags(pipeline.get_pipe("ner"))
    threads = ThreadpoolController()

    def read(texts: Sequence[str]) -> list[list[ParsedToken]]:
        docs = [pipeline.make_doc(text) for text in texts]
        # One thread: the products are small, and more would mostly wait for each other.
        with threads.limit(limits=1, user_api="blas"):
            for pipe in pipes:
                # All texts at once: the pipe's own way would read a quarter of them at a time.
                pipe.set_annotations(docs, pipe.predict(docs))
            tags = names.of(docs)
        return [_tokens(*of_doc) for of_doc in zip(forms.of(docs), tags, strict=True)]

    return read


def _tokens(read: Any, tags: Sequence[str]) -> list[ParsedToken]:
    return [
        ParsedToken(start, start + length, form.lemma, form.pos, form.tag, form.dep, head, form.morph, tag)
        for form, (start, length, head), tag in zip(*read, tags, strict=True)
    ]


def _quicken(model: Model[Any, Any]) -> None:
    """Put quicker ways in the place of a network's slow parts."""
    model._to_ops(NumpyOps(use_blis=False))  # numpy's products
    for node in list(model.walk()):
        if node.name.startswith("extract_features>>") and node.name.endswith(">>ragged2list"):
            model.replace_node(node, Model("known_words", KnownWords(node).forward, layers=[node]))
            break
    for node in list(model.walk()):
        encoder = encoder_of(node) if node.name.startswith("with_array(residual(") else None
        if encoder is not None:
            model.replace_node(node, Model("encoder", encoder.forward, layers=[node]))
