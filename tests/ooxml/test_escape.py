"""Text as XML takes it, held against the standard library and against a parser."""

from xml.sax.saxutils import escape

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from wijkexcel.ooxml.escape import escaped, quoted

TEXTS = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"], exclude_characters="\ufffe\uffff")
    | st.sampled_from("&<>\"'\n\t")
)


@given(TEXTS)
def test_text_is_escaped_as_the_standard_library_does(text: str) -> None:
    assert escaped(text) == escape(text)
    assert (etree.fromstring(f"<a>{escaped(text)}</a>".encode()).text or "") == text


@given(TEXTS | st.just("\r"))
def test_an_attribute_is_read_as_it_was(text: str) -> None:
    assert etree.fromstring(f"<a b={quoted(text)}/>".encode()).get("b") == text
