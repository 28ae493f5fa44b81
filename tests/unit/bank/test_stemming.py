import json
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.bench.words_of_corpus import corpus_words
from zoomibank.bank.stemming import stem, words_of
