"""Reading Princeton WordNet 3.0's own files, for the build only.

Promises nouns, words, adjectives and irregular plurals as rows for tables. Format: wndb(5WN). It knows nothing of where
the files lie nor of what the tables are used for.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

PROPER = "^"
"""Marks a lemma that WordNet spells with a capital only."""

SENSES = 3
"""How many noun senses of a lemma are kept; WordNet lists the commonest first."""

CLASSES = (
    "adj.all", "adj.pert", "adv.all", "tops", "act", "animal", "artifact", "attribute", "body", "cognition",
    "communication", "event", "feeling", "food", "group", "location", "motive", "object", "person",
    "phenomenon", "plant", "possession", "process", "quantity", "relation", "shape", "state", "substance",
    "time", "verb.body", "verb.change", "verb.cognition", "verb.communication", "verb.competition",
    "verb.consumption", "verb.contact", "verb.creation", "verb.emotion", "verb.motion", "verb.perception",
    "verb.possession", "verb.social", "verb.stative", "verb.weather", "adj.ppl",
)  # fmt: skip
"""Names of the lexicographer files by number (lexnames(5WN)), nouns without their ``noun.``."""

_NAMES = frozenset({"person", "location", "group", "time", "event", "communication", "cognition", "act", "relation"})
_LATIN = frozenset({"plant", "animal"})
_PARENTS = ("@", "@i")


@dataclass(frozen=True, slots=True, kw_only=True)
class Synset:
    """One line of a data file: offset, lexicographer class, members as spelled, offsets of direct parents."""

    offset: int
    kind: str
    members: tuple[str, ...]
    parents: tuple[int, ...]


def parse_synset(line: str) -> Synset:
    """One line of ``data.noun`` or ``data.adj``; syntactic markers such as ``(p)`` are cut from the members."""
    fields = line.partition(" | ")[0].split()
    count = int(fields[3], 16)
    members = tuple(word.partition("(")[0].replace("_", " ") for word in fields[4 : 4 + 2 * count : 2])
    pointers = fields[5 + 2 * count :]
    parents = tuple(int(pointers[at + 1]) for at in range(0, len(pointers) - 3, 4) if pointers[at] in _PARENTS)
    return Synset(offset=int(fields[0]), kind=CLASSES[int(fields[1])], members=members, parents=parents)


def parse_index(line: str) -> tuple[str, tuple[int, ...]]:
    """One line of an index file: the lemma and the offsets of its synsets, commonest first."""
    fields = line.split()
    return fields[0].replace("_", " "), tuple(int(offset) for offset in fields[-int(fields[2]) :])


def entries(lines: Iterable[str]) -> Iterator[str]:
    """The lines of a WordNet file without its licence, which stands in front, indented by two spaces."""
    return (line for line in lines if line.strip() and not line.startswith("  "))


def number(synsets: Mapping[int, Synset]) -> dict[int, int]:
    """Numbers for the synsets, top down along first parents, so that a parent's number is near and lower."""
    children: dict[int, list[int]] = {}
    for offset, synset in sorted(synsets.items()):
        children.setdefault(synset.parents[0] if synset.parents else 0, []).append(offset)
    order: list[int] = []
    todo = list(reversed(children[0]))
    while todo:
        offset = todo.pop()
        order.append(offset)
        todo.extend(reversed(children.get(offset, [])))
    return {offset: at for at, offset in enumerate(order, 1)}


def ancestors(synset: Synset, synsets: Mapping[int, Synset]) -> set[int]:
    """Offsets of everything above a synset, over all parents."""
    above: set[int] = set()
    todo = list(synset.parents)
    while todo:
        offset = todo.pop()
        if offset not in above:
            above.add(offset)
            todo.extend(synsets[offset].parents)
    return above


def synset_rows(synsets: Mapping[int, Synset]) -> dict[str, str]:
    """``number -> class, descendants, distance up to each parent``; class as its place in ``CLASSES``."""
    numbers = number(synsets)
    below = Counter(offset for synset in synsets.values() for offset in ancestors(synset, synsets))
    rows = {}
    for offset, synset in synsets.items():
        steps = [str(numbers[offset] - numbers[parent]) for parent in synset.parents]
        rows[str(numbers[offset])] = " ".join([str(CLASSES.index(synset.kind)), str(below[offset]), *steps])
    return rows


def capitalised(lemma: str, offsets: Iterable[int], synsets: Mapping[int, Synset]) -> bool:
    """Whether WordNet spells the lemma with a capital wherever it stands."""
    return all(lemma not in synsets[offset].members for offset in offsets)


def noun_rows(index: Mapping[str, tuple[int, ...]], synsets: Mapping[int, Synset]) -> dict[str, str]:
    """``lemma -> numbers of its first senses`` for lemmas of one or two words.

    Names of people and places and the Latin names of species are left out.
    """
    numbers = number(synsets)
    rows = {}
    for lemma, offsets in index.items():
        proper = capitalised(lemma, offsets, synsets)
        kind = synsets[offsets[0]].kind
        if not _shoppable(lemma) or (proper and (kind in _NAMES or (kind in _LATIN and " " in lemma))):
            continue
        ids = " ".join(str(numbers[offset]) for offset in offsets[:SENSES])
        rows[lemma] = PROPER + ids if proper else ids
    return rows


def _shoppable(lemma: str) -> bool:
    bare = lemma.replace("-", "").replace("'", "")
    return lemma.count(" ") <= 1 and bare.replace(" ", "").isalpha() and not lemma.startswith(("genus ", "family "))


def ring_rows(index: Mapping[str, tuple[int, ...]], synsets: Mapping[int, Synset]) -> dict[str, str]:
    """``adjective -> the other members of its first two synsets``, comma-separated and sorted."""
    rows = {}
    for lemma, offsets in index.items():
        ring = {member.lower() for offset in offsets[:2] for member in synsets[offset].members} - {lemma}
        if ring and " " not in lemma:
            rows[lemma] = ",".join(sorted(ring))
    return rows


def plural_rows(lines: Iterable[str]) -> dict[str, str]:
    """``irregular plural -> singular`` of ``noun.exc``, one-word lemmas whose two forms differ."""
    pairs = (line.split() for line in lines if line.strip())
    return {pair[0]: pair[1] for pair in pairs if "_" not in pair[0] and pair[0] != pair[1]}
