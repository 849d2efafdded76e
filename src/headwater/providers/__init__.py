"""Language models behind the ports of ``records``: one file each, loaded at first use.

Nothing is downloaded: every model comes inside a pinned wheel. Results for one list of sentences never
depend on what was asked before, so the unit of model work everywhere is one article.
"""

from headwater.providers.models import load_models, model_versions

__all__ = ["load_models", "model_versions"]
