"""The pages: each reads the read model and gives what its JSON twin holds and what its template needs."""

from headwater.show.workbench.pages.adding import register_adding
from headwater.show.workbench.pages.articles import register_articles
from headwater.show.workbench.pages.comparing import register_comparing
from headwater.show.workbench.pages.drawings import register_drawings
from headwater.show.workbench.pages.entities import register_entities
from headwater.show.workbench.pages.groups import register_groups
from headwater.show.workbench.pages.judging import register_judging
from headwater.show.workbench.pages.overview import register_overview
from headwater.show.workbench.pages.people import register_owners, register_people
from headwater.show.workbench.pages.searching import register_search
from headwater.show.workbench.pages.sources import register_sources
from headwater.show.workbench.pages.tasks import register_tasks
from headwater.show.workbench.pages.unread import register_unread

PAGES = (
    register_overview,
    register_groups,
    register_articles,
    register_comparing,
    register_entities,
    register_sources,
    register_search,
    register_tasks,
    register_drawings,
    register_judging,
    register_unread,
    register_adding,
    register_people,
    register_owners,
)
"""What puts each page on the site."""
