"""The same claim, the same event, and where reports disagree.

In: articles, sentences, parses, claims, attributions, mentions and entities. Out: a vector for each
sentence; the slots of each claim (who, where, when, how many); groups of lead claims on one incident;
conflicts between the articles of a group; findings on totals that add incidents up. No group rests on
likeness of meaning alone, and each says what its reports share.

What can go wrong: two strikes on one town on one day are taken for one incident; a round-up joins the
group of its first incident; a report without names, numbers or days stays alone; a count is read as a
toll though it counts something else. Parts played by actors are read from parses in English and French, from
order and endings in Arabic, Turkish and Russian; far from their verb they are not found.

Later rooms may use the pure functions below: the comparison of two wordings, of two counts, of two
times, and the reading of counts and times in a text.
"""

from headwater.matches.comparison import Comparison, SlotView, Wording, compare_wordings
from headwater.matches.frames import find_frame
from headwater.matches.quantities import find_quantities
from headwater.matches.ranges import relate
from headwater.matches.times import TimeSaid, day_of, find_times

__all__ = [
    "Comparison",
    "SlotView",
    "TimeSaid",
    "Wording",
    "compare_wordings",
    "day_of",
    "find_frame",
    "find_quantities",
    "find_times",
    "relate",
]
