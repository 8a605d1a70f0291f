"""Where the project keeps its files. Every path is absolute, so that no command depends on the working folder."""

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ARTICLES = ROOT / "data" / "articles"
NLU = ROOT / "data" / "nlu"
GAZETTEER = ROOT / "data" / "gazetteer.yml"
SIGNPOSTS = ROOT / "data" / "signposts.yml"
RULES = ROOT / "data" / "rules.yml"
MODELS = ROOT / "models"
VAR = ROOT / "data" / "var"  # what the program writes while it runs; never committed
BENCH = ROOT / ".bench"  # what measurements keep between runs; not below data/, where Rasa looks for examples
CASES = ROOT / "tests" / "cases"
