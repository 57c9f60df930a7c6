"""A list of products: every locale and header, and a sentence for every other file."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import FileError, read_competitors
from pipeline.model import CompetitorInfo, Role, SourceFile

PRESS = CompetitorInfo(asin="B0SAMPLR01", title="Garlic press, steel", brand="Kuchello", price=19.95, sales=1234)


def _read(content: str | bytes, name: str = "xray.csv") -> tuple[CompetitorInfo, ...]:
    data = content if isinstance(content, bytes) else content.encode()
    return read_competitors(SourceFile(name=name, role=Role.REVENUE, content=data))


@pytest.mark.parametrize(
    "content",
    [
        'ASIN,Title,Brand,Price,Sales\nB0SAMPLR01,"Garlic press, steel",Kuchello,19.95,"1,234"\n',
        "ASIN;Title;Brand;Price EUR;Sales\nb0samplr01;Garlic press, steel;Kuchello;19,95 €;1.234\n",
        'Product Details,ASIN,Brand,Price  USD,ASIN Sales\n"Garlic press, steel",B0SAMPLR01,Kuchello,"19,95","1 234"\n',
        "\ufeffPrice $\tASIN\tBrand\tProduct Title\tMonthly Sales\n"
        "$19.95\tB0SAMPLR01\tKuchello\tGarlic press, steel\t1234\n",
    ],
)
def test_every_dialect_gives_the_same_product(content: str) -> None:
    assert _read(content) == (PRESS,)
    assert _read(content.encode("utf-16")) == (PRESS,)


def test_what_is_missing_is_empty_and_rows_without_an_asin_are_no_products() -> None:
    found = _read("ASIN,Brand,Price\nB0SAMPLR01,-,N/A\nTotal,,12\nB0SAMPLR02,Noravik\nB0SAMPLR01,Other,3\n")
    assert found == (CompetitorInfo(asin="B0SAMPLR01"), CompetitorInfo(asin="B0SAMPLR02", brand="Noravik"))


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("Keyword Phrase,Search Volume,Cerebro IQ Score\nx,1,2\n", r"keyword list \(Helium 10 Cerebro\)"),
        ("Name,Colour\nx,red\n", "no “ASIN” column"),
        ("ASIN,Brand\nnone,x\n", "no row with an ASIN"),
        ("", "is empty"),
        (b"\x89PNG\r\n\x1a\n" + bytes(100), "PNG image"),
    ],
)
def test_other_files_are_refused_in_one_sentence(content: str | bytes, sentence: str) -> None:
    with pytest.raises(FileError, match=sentence) as refused:
        _read(content)
    assert "\n" not in str(refused.value)


@given(st.binary(max_size=300) | st.text(max_size=200).map(lambda text: f"ASIN,Brand,Price\n{text}".encode()))
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    try:
        found = _read(content)
    except FileError:
        return
    assert len({one.asin for one in found}) == len(found) > 0
