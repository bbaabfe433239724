"""Text that Word, Jinja or a spreadsheet could take for its own."""

HOSTILE = [
    "{{ wijk }}",
    "{% for x in y %}",
    "{# weg #}",
    "{_{ wijk }_}",
    "{_% if %_}",
    "a & b < c > d \" e ' f",
    "</w:t></w:r></w:p><w:p/>",
    "<w:br/>",
    "]]>",
    "&lt; &#65; &amp;amp;",
    '=HYPERLINK("http://x")',
    "\\\\server\\map",
    "-+@",
    "%s %(x)s {0} {x}",
    "é ü ñ € 👩‍👩‍👧 漢字",
    "https://example.nl/?a=1&b=2",
]
