from pathlib import Path
from typing import Final

from zoomibank.content.load import load
from zoomibank.editing.addresses import addresses

FILES: Final = {
    "site.yaml": """\
title: Pankki
base_url: https://pankki.example.org/
contact:
  url: https://a.example.org/
edit_url: https://muokkaus.example.org/{path}
""",
    "vocabulary/themes.yaml": """\
- key: hyvinvointi
  label: Hyvinvointi
  uri: https://b.example.org/käsite
""",
    "vocabulary/projects.yaml": """\
- key: hanke
  label: Hanke
  url: https://c.example.org/
""",
    "practices/malli.md": """\
---
title: Malli https://ei.example.org/
contact: {name: Nimi, url: "https://a.example.org/"}
materials:
  - title: Opas
    url: https://d.example.org/opas
  - title: Vikaan mennyt
    url: example.org
reviews:
  - by: https://ei.example.org/
---

Katso [ohje](https://e.example.org/?a=1&b=2) ja <https://f.example.org/>, mutta `https://ei.example.org/`
ja [toinen](../tools/vali.md). Sama [ohje](https://e.example.org/?a=1&b=2) uudelleen ja [viite][v].

    [koodi](https://ei.example.org/)

[v]: https://g.example.org/v "Otsikko"
""",
    "practices/malli.sv.md": "---\ntitle: Modell\n---\n\n[Mer](https://h.example.org/)\n",
    "practices/rikki.md": "title: ei alkuviivaa https://ei.example.org/\n",
    "tools/vali.md": """\
---
title: Väline
outputs:
  - {title: Muistio, url: https://i.example.org/}
events:
  - title: Tapaaminen
    url: https://j.example.org/
---
""",
}


def test_addresses_with_places(tmp_path: Path) -> None:
    """Fields, vocabularies, settings and running texts, each place of each address; code and other texts are none."""
    for name, text in FILES.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    found = addresses(tmp_path, load(tmp_path)[0])
    told = {
        address: [f"{place.path}:{place.line}:{place.column}:{place.width}" for place in places]
        for address, places in found.items()
    }
    assert told == {
        "https://a.example.org/": ["site.yaml:4:8:22", "practices/malli.md:3:28:24"],
        "https://b.example.org/käsite": ["vocabulary/themes.yaml:3:8:28"],
        "https://c.example.org/": ["vocabulary/projects.yaml:3:8:22"],
        "https://d.example.org/opas": ["practices/malli.md:6:10:26"],
        "https://e.example.org/?a=1&b=2": ["practices/malli.md:13:14:30", "practices/malli.md:14:44:30"],
        "https://f.example.org/": ["practices/malli.md:13:50:22"],
        "https://g.example.org/v": ["practices/malli.md:18:6:23"],
        "https://h.example.org/": ["practices/malli.sv.md:5:7:22"],
        "https://i.example.org/": ["tools/vali.md:4:27:22"],
        "https://j.example.org/": ["tools/vali.md:7:10:22"],
    }
