"""Text as XML takes it.

The standard library has the same in ``xml.sax.saxutils``, which loads the parts for the network too
(http, ssl, email): a tenth of the start of every step.
"""


def escaped(text: str) -> str:
    """Text between tags."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def quoted(text: str) -> str:
    """The value of an attribute, with its quotes; line ends and tabs stay what they are."""
    plain = escaped(text).replace('"', "&quot;")
    return f'"{plain}"'.replace("\n", "&#10;").replace("\r", "&#13;").replace("\t", "&#9;")
