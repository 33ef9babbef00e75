"""Tokens of SPARQL: enough to see keywords and prefixed names."""

from qkg.tokens import line_column, names_in_all_readings, tokenise, undeclared, words


def kinds(text: str) -> list[tuple[str, str]]:
    """The tokens without their places."""
    return [(token.kind, token.text) for token in tokenise(text)]


def test_words_in_strings_comments_and_iris_are_not_words() -> None:
    """Only bare words count as keywords."""
    text = """# FROM a\nSELECT ?from WHERE { ?s <http://x/FROM> "FROM", '''FROM''' }"""
    assert words(text) == {"SELECT", "WHERE"}


def test_names_with_points_escapes_and_hanzi() -> None:
    """A prefixed name is one token, whatever its local part holds."""
    assert kinds("ex:a.b-c ex:a\\/b :包头 _:b0") == [
        ("pname", "ex:a.b-c"),
        ("pname", "ex:a\\/b"),
        ("pname", ":包头"),
        ("pname", "_:b0"),
    ]


def test_less_than_with_a_blank_is_no_iri() -> None:
    """An IRI holds no blank."""
    assert ("sign", "<") in kinds("FILTER(?a < 5 && ?b > 3)")


def test_the_first_undeclared_prefix_is_found() -> None:
    """Declared, known and blank-node prefixes pass; a use before its declaration does not."""
    assert undeclared("PREFIX a: <urn:a> SELECT * { a:x b:y _:z }", {"b"}) is None
    found = undeclared("SELECT * {\n ?s foo:x ?o }", set())
    assert found is not None
    assert (found.text, line_column("SELECT * {\n ?s foo:x ?o }", found.start)) == ("foo:x", (2, 5))


def test_every_character_is_covered() -> None:
    """An unfinished string or a stray sign never stops the cutting."""
    text = "\"open 'x` \\ ☃ <a b>"
    assert "".join(token.text for token in tokenise(text)) == text.replace(" ", "")


def test_every_reading_of_a_text() -> None:
    """``<a>`` may be an IRI, or a comparison whose right side goes on: its words are found as well."""
    found = {token.text for token in names_in_all_readings("?x <a> b # c\n 'd' e:f")}
    assert found == {"a", "b", "e:f"}
