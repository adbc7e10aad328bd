"""What the background does, or what is done at once where there is none."""


def count_words(text: str) -> int:
    return len(text.split())
