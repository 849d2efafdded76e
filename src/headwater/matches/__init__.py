"""The same claim, the same event, and where reports disagree.

In: articles, sentences, parses, claims, attributions, mentions and entities. Out: a vector for each
sentence, the slots of each claim (who, where, when, how many), groups of claims on one incident, and
conflicts between the articles of a group. Groups never rest on likeness alone: each carries the
slots that agree.

What can go wrong: a report without place, names or numbers has too few slots and stays alone; two
strikes on one town on one day may be taken for one.
"""
