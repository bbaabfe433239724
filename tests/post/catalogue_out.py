"""What goes out, clause by clause: what is typed in, and where the rest is held."""

FORMULAS = {
    "O1-equals": "=1+1",
    "O1-plus": "+31 6",
    "O1-minus": "-5",
    "O1-at": "@SOM(A1)",
    "O1-tab": "\t=1",
    "O1-hyperlink": '=HYPERLINK("http://voorbeeld.nl")',
    "O1-webservice": '=WEBSERVICE("http://voorbeeld.nl")',
    "O1-dde": "=cmd|'/c calc'!A1",
    "O1-unc": r"\\server\map\x.xlsx",
    "O1-address": "http://voorbeeld.nl",
}


WORDS = {
    "O2-braces": "{{ naam }}",
    "O2-block": "{% raw %}",
    "O2-field": "{naam}",
    "O2-and": "a & b",
    "O2-less": "<b>",
    "O2-closing": "</w:t>",
    "O2-escape": "_x0041_",
}


HOSTILE = {
    "O3-reach": "{naam.__class__}",
    "O3-index": "{naam[0]}",
    "O3-unknown": "{onbekend}",
    "O3-format": "{naam!r}",
}


ELSEWHERE = {
    "O1-remark-that-comes-back": ("tests.post.test_catalogue_out", "test_o1_a_remark_stays_text"),
    "O2-unwritable": ("tests.post.test_catalogue_out", "test_o2_what_no_cell_can_hold"),
    "O3-letter": ("tests.documents.test_render", "test_an_unknown_field_anywhere_is_an_error"),
    "O4-workbook-and-mail": (
        "tests.post.out.test_distribute",
        "test_nothing_of_others_and_nothing_internal_goes_out",
    ),
    "O4-mail-back": ("tests.post.back.test_reply", "test_nothing_of_anyone_else_goes_back"),
    "O4-letter": ("tests.documents.test_canary", "test_no_canary_in_any_part_of_the_docx"),
    "O4-template": (
        "tests.documents.test_scrub",
        "test_properties_and_thumbnail_of_the_template_go",
    ),
    "Z1-out-no-opgaven": ("tests.post.test_catalogue_out", "test_z1_nothing_to_ask"),
    "Z1-out-no-scorers": ("tests.post.test_catalogue_out", "test_z1_nobody_to_ask"),
    "Z1-out-one-resident": ("tests.post.test_catalogue_out", "test_z1_one_resident"),
    "Z1-rules": ("tests.rules.test_outcome", ""),
}


CLAUSES = (*FORMULAS, *WORDS, *HOSTILE, *ELSEWHERE)
