"""Dutch for users: numbers, lists and the sentences that the program recognises again."""
