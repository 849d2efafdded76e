"""The pages: each reads the read model and gives what its JSON twin holds and what its template needs."""

from headwater.show.workbench.pages.articles import register_articles
from headwater.show.workbench.pages.groups import register_groups
from headwater.show.workbench.pages.judging import register_judging
from headwater.show.workbench.pages.overview import register_overview

PAGES = (
    register_overview,
    register_groups,
    register_articles,
    register_judging,
)
"""What puts each page on the site."""
