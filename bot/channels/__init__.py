"""The ways in: Rasa input channels that clean what candidates send before Rasa sees it."""
