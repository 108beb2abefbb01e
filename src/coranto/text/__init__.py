"""Pure helpers on text: language, sentences, dates, numbers, URLs, names, hashing. No I/O."""
