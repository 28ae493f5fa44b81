from zoomibank.bank.families import families


def test_words_of_one_root_are_a_family() -> None:
    words = (
        "ohjaus", "ohjaaja", "kehittää", "kehittäminen", "kehittäjä", "perehdyttää", "perehdytys", "arviointi",
        "arvioida", "arvioija", "kansainvälinen", "kansainvälisyys", "siirtymä",
    )  # fmt: skip
    assert list(families(words)) == [
        ("arvioida", "arvioija", "arviointi"),
        ("kansainvälinen", "kansainvälisyys"),
        ("kehittäjä", "kehittäminen", "kehittää"),
        ("perehdyttää", "perehdytys"),
    ]
