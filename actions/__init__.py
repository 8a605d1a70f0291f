"""The Rasa SDK actions that pull answers from the articles."""
