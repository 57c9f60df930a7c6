"""The command line: ``python -m pipeline ASIN_OR_URL --revenue-csv F --design-csv F --output result.json``.

The same pipeline as behind the pages, for scripts and for checking it. Exit code 0; 2 with one line on stderr
for bad input.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

import msgspec

from pipeline import (
    FileError,
    InputError,
    ListingError,
    ProductWords,
    Progress,
    analyse,
    listing_from_json,
    product_words_from_json,
    read_decisions,
)
from pipeline.model import Listing, Request, Role, SourceFile
from pipeline.result import Result


class _Parser(argparse.ArgumentParser):
    """An argument parser that complains in one line."""

    def error(self, message: str) -> NoReturn:
        raise InputError(f"{message}; see python -m pipeline --help.")


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="python -m pipeline", description="Analyse one product's keyword files.")
    parser.add_argument("product", metavar="ASIN_OR_URL", help="the product's ASIN or its Amazon address")
    parser.add_argument("--marketplace", default="US", help="the Amazon store, if no address says it (default: US)")
    parser.add_argument("--revenue-csv", type=Path, metavar="F", help="Cerebro export of the competitors by revenue")
    parser.add_argument("--design-csv", type=Path, metavar="F", help="Cerebro export of the competitors by design")
    parser.add_argument("--competitors-csv", type=Path, metavar="F", help="Xray export: competitors' names and brands")
    parser.add_argument(
        "--product", dest="words", type=Path, metavar="F", help="changes to the product's words as JSON"
    )
    parser.add_argument("--listing", type=Path, metavar="F", help="the product's listing as JSON")
    parser.add_argument("--main-keyword", default="", metavar="K", help="the phrase to build the listing around")
    parser.add_argument(
        "--decisions", type=Path, metavar="F", help="decisions about single phrases, as exported (CSV or JSON)"
    )
    parser.add_argument("--output", type=Path, metavar="F", help="where the result goes (default: standard output)")
    return parser


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise FileError(f"{path} cannot be read ({reason}); check the path and try again.") from error


def _listing(path: Path | None) -> Listing | None:
    if path is None:
        return None
    if path.suffix.lower() in {".html", ".htm"}:
        raise ListingError(f"{path.name} is a saved page, which cannot be read yet; give the listing as JSON.")
    return listing_from_json(_bytes(path))


def _request(options: argparse.Namespace) -> Request:
    given = {Role.REVENUE: options.revenue_csv, Role.DESIGN: options.design_csv}
    rivals, decisions = options.competitors_csv, options.decisions
    said = product_words_from_json(_bytes(options.words)) if options.words else ProductWords()
    return Request(
        product=options.product,
        marketplace=options.marketplace,
        files=tuple(
            SourceFile(name=path.name, role=role, content=_bytes(path)) for role, path in given.items() if path
        ),
        main_keyword=options.main_keyword,
        listing=_listing(options.listing),
        words=said.words,
        reading=said.reading,
        competitors_file=rivals and SourceFile(name=rivals.name, role=Role.REVENUE, content=_bytes(rivals)),
        decisions=read_decisions(_bytes(decisions), decisions.name) if decisions else (),
    )


def _show(progress: Progress) -> None:
    if sys.stderr.isatty():
        sys.stderr.write(f"\r\033[K{progress.percent:3} %  {progress.message}")


def _write(result: Result, output: Path | None) -> None:
    text = msgspec.json.format(result.to_json(), indent=1) + b"\n"
    if output is None:
        sys.stdout.buffer.write(text)
        return
    try:
        output.write_bytes(text)
    except OSError as error:
        raise FileError(f"{output} cannot be written ({error.strerror}); choose another place.") from error


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one analysis and write its result; returns the exit code."""
    try:
        options = _parser().parse_args(arguments)
        result = analyse(_request(options), _show)
        _write(result, options.output)
    except InputError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    finally:
        if sys.stderr.isatty():
            sys.stderr.write("\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
