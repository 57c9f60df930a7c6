"""The Amazon stores, from ``stores.csv``."""

from __future__ import annotations

import csv
from pathlib import Path

from pipeline.errors import ProductError
from pipeline.model import Store


def _load() -> tuple[tuple[Store, ...], dict[str, Store]]:
    """All stores in the order of the file, and each by whatever people call it, in lower case."""
    found: list[Store] = []
    names: dict[str, Store] = {}
    with Path(__file__).with_name("stores.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            store = Store(
                code=row["code"],
                name=row["name"],
                host=row["host"],
                marketplace_id=row["marketplace_id"],
                languages=tuple(row["languages"].split()),
                currency=row["currency"],
                title_characters=int(row["title_characters"]),
                search_terms_bytes=int(row["search_terms_bytes"]),
            )
            found.append(store)
            called = (store.code, *row["also"].split(), store.name, store.host, store.marketplace_id)
            names |= {name.casefold(): store for name in called if name}
    return tuple(found), names


STORES, _BY_NAME = _load()


def store(code: str) -> Store:
    """The store of a country code in any case (``GB`` is ``UK``); its name, host or marketplace id will do as well.

    :raises ProductError: there is no such store.
    """
    wanted = " ".join(code.split()).casefold()
    found = _BY_NAME.get(wanted) or _BY_NAME.get(wanted.removeprefix("www."))
    if found is None:
        raise ProductError.unknown_store(code, [(each.code, each.name) for each in STORES])
    return found


def store_of_host(host: str) -> Store | None:
    """The store that a host name belongs to, subdomains included; None for any other host, however alike."""
    labels = host.casefold().rstrip(".").split(".")
    tails = (".".join(labels[start:]) for start in range(len(labels)))
    return next((each for tail in tails for each in STORES if each.host == tail), None)
