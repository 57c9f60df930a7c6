"""An ASIN or any form of Amazon address gives the product and its store; anything else one sentence with the remedy."""

from __future__ import annotations

import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pipeline.errors import ProductError
from pipeline.research import STORES, parse_product, store

ASIN = "B0D5BL35MS"
BOOK = "0672327384"
FORMS = [
    "https://www.{host}/dp/{asin}",
    "http://{host}/dp/{asin}/",
    "{host}/dp/{asin}",
    "www.{host}/dp/{asin}?th=1&psc=1",
    "//www.{host}/dp/{asin}",
    "HTTPS://WWW.{HOST}/DP/{asin}",
    "https://www.{host}/Some-Product-Name-4-Pack/dp/{asin}/ref=sr_1_1?keywords=x",
    "https://www.{host}/-/en/Some-Name/dp/{asin}",
    "https://www.{host}/gp/product/{asin}?ref=ppx",
    "https://m.{host}/gp/aw/d/{asin}/ref=mp",
    "https://www.{host}/gp/offer-listing/{asin}/ref=dp_olp",
    "https://www.{host}/product-reviews/{asin}?pageNumber=2",
    "https://www.{host}/Some-Name/product-reviews/{asin}/",
    "https://www.{host}/exec/obidos/ASIN/{asin}/ref=x",
    "https://www.{host}/o/ASIN/{asin}",
    "https://www.{host}/d/{asin}",
    "https://www.{host}/gp/cart/desc?asin={asin}",
    "https://www.{host}/sspa/click?ie=UTF8&spc=abc&url=%2FSome-Name%2Fdp%2F{asin}%2Fref%3Dsr_1_1_sspa%3Fpsc%3D1",
    "https://www.{host}/gp/slredirect/picassoRedirect.html?url=https%253A%252F%252Fwww.{host}%252Fdp%252F{asin}",
    "https://www.{host}:443/dp/{asin}#customerReviews",
    "  <https://www.{host}/dp/{asin}>\u200b\n",
    "Look at this! https://www.{host}/dp/{asin} so good",
]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("host", [each.host for each in STORES])
def test_every_form_of_address_on_every_store(form: str, host: str) -> None:
    for asin in (ASIN, ASIN.lower(), BOOK):
        product = parse_product(form.format(host=host, HOST=host.upper(), asin=asin), host)
        assert (product.asin, product.store.host, product.warnings) == (asin.upper(), host, ())


@pytest.mark.parametrize(
    "text",
    [
        ASIN,
        ASIN.lower(),
        f" {ASIN}\n",
        f"\u200b{ASIN}\ufeff",
        f"ASIN: {ASIN}",
        f'"{ASIN}"',
        "B0D5 bl35ms",
        f"ASIN \u200f : \u200e {ASIN}",
    ],
)
def test_a_bare_asin_is_on_the_picked_store(text: str) -> None:
    assert parse_product(text, "de").asin == ASIN
    assert parse_product(text, "de").store.code == "DE"


def test_isbn_10_is_an_asin_where_its_check_digit_is_right() -> None:
    assert parse_product("0672327384").asin == "0672327384"
    assert parse_product("043942089x").asin == "043942089X"
    assert parse_product("ISBN-10 \u200f : \u200e 0672327384").asin == "0672327384"
    with pytest.raises(ProductError, match="check digit"):
        parse_product("0672327385")


def test_the_store_of_the_address_wins_and_the_conflict_is_said() -> None:
    product = parse_product(f"https://www.amazon.de/dp/{ASIN}", "US")
    assert product.store.code == "DE"
    assert product.warnings == (
        "The address is on amazon.de (Germany) but the store picked is United States; Germany is used.",
    )


def test_no_marketplace_means_the_united_states() -> None:
    assert parse_product(ASIN).store.code == parse_product(ASIN, " ").store.code == "US"


REFUSED = {
    "": "No product was given",
    " \u200b ": "No product was given",
    "hello": "“hello” is not an ASIN",
    "B0D5BL35M": "is not an ASIN",
    "bamboo sock": "“bamboo sock” is not an ASIN",
    f"{ASIN} {ASIN}": "is not an ASIN",
    "A0D5BL35MS": "is not an ASIN",
    "978-0-672-32738-4": "enter the ISBN-10 0672327384",
    "9791090636071": "enter the ASIN from the product page",
    "https://amzn.to/3AbCdEf": "short link (amzn.to) does not hold the ASIN",
    "a.co/d/1234567": "short link (a.co)",
    "https://amzn.eu/d/abc": "short link (amzn.eu)",
    "https://www.amzn.asia/d/abc": "short link (www.amzn.asia)",
    "My thing https://a.co/d/1234567": "short link (a.co)",
    f"https://www.ebay.com/dp/{ASIN}": "“www.ebay.com” is not one of Amazon's 23 stores",
    f"https://amazon.com.evil.example/dp/{ASIN}": "“amazon.com.evil.example” is not one",
    f"https://evil-amazon.com/dp/{ASIN}": "is not one of Amazon's",
    f"https://amazon.com@evil.example/dp/{ASIN}": "“evil.example” is not one",
    f"https://evil.example/?u=https://amazon.com/dp/{ASIN}": "“evil.example” is not one",
    f"https://amazon.cn/dp/{ASIN}": "“amazon.cn” is not one",
    f"https://аmazon.com/dp/{ASIN}": "is not one of Amazon's",
    f"ftp://amazon.com/dp/{ASIN}": "is not one of Amazon's",
    f"javascript://amazon.com/dp/{ASIN}": "is not one of Amazon's",
    f"/dp/{ASIN}": "is not one of Amazon's",
    "http://[::1/dp/x": "is not one of Amazon's",
    "https://www.amazon.com/s?k=strawberries": "holds no ASIN",
    "https://www.amazon.com/dp/B0D5BL35MSX": "holds no ASIN",
    "https://www.amazon.com/dp/": "holds no ASIN",
    "https://www.amazon.com/background/reviews-of": "holds no ASIN",
    f"https://www.amazon.com/sspa/click?url=https%3A%2F%2Fevil.example%2Fdp%2F{ASIN}": "holds no ASIN",
    "x" * 5_000: "longer than 4,000 characters",
}


@pytest.mark.parametrize("text", REFUSED, ids=lambda text: text[:50])
def test_what_names_no_product_is_refused_with_the_remedy(text: str) -> None:
    with pytest.raises(ProductError) as refusal:
        parse_product(text)
    assert REFUSED[text] in str(refusal.value)
    assert str(refusal.value).endswith(".")


def test_unknown_marketplaces_are_refused_with_a_suggestion() -> None:
    with pytest.raises(ProductError, match=r"use one of US, CA, .* JP \(did you mean Germany\?\)\.$"):
        parse_product(ASIN, "Germny")
    with pytest.raises(ProductError, match=r"JP\.$"):
        parse_product(ASIN, "12345")


ADDRESSES = st.text("abB0/:.?=&%@[]#amazon.comdp \u200bé", max_size=200)


@given(st.one_of(st.text(max_size=200), ADDRESSES, ADDRESSES.map("https://www.amazon.com/".__add__)))
@example("https://www.amazon.com/dp/" + "%25" * 1_000 + "2F")
@example("https://[amazon.com]/dp/B0D5BL35MS")
@example("https://www.amazon.com:port/dp/B0D5BL35MS")
def test_any_text_is_a_product_or_refused(text: str) -> None:
    try:
        product = parse_product(text)
    except ProductError:
        return
    assert len(product.asin) == 10
    assert product.asin.isalnum()


@pytest.mark.parametrize("piece", ["/dp/", "?url=", "%252F", "https://", "&asin=", " ", "a.", "B0D5BL35M/"])
def test_no_text_takes_long(piece: str) -> None:
    text = "https://www.amazon.com/" + piece * (3_900 // len(piece))
    start = time.perf_counter()
    with pytest.raises(ProductError):
        parse_product(text)
    assert time.perf_counter() - start < 1


def test_stores_are_found_by_whatever_people_call_them() -> None:
    assert len(STORES) == 23
    assert store("GB") == store("uk") == store("United Kingdom") == store("www.amazon.co.uk") == store("A1F83G8C2ARO7P")
    assert store("usa").name == "United States"
    for each in STORES:
        assert store(each.code.lower()) is store(each.name) is store(each.host) is each


def test_a_store_knows_its_languages_and_limits() -> None:
    canada, turkey, india, japan = map(store, ("CA", "TR", "IN", "JP"))
    assert (canada.languages, canada.language, canada.currency) == (("en", "fr"), "en", "CAD")
    assert (turkey.title_characters, canada.title_characters) == (200, 75)
    assert (india.search_terms_bytes, japan.search_terms_bytes, canada.search_terms_bytes) == (199, 499, 249)
