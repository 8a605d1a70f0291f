"""The topics: what a section, and a question, is about."""

TOPICS: tuple[str, ...] = (
    "pay",
    "hours",
    "requirements",
    "moving",
    "tasks",
    "career",
    "skills",
    "training",
    "stress",
    "apply",
    "workplace",
    "employers",
)
