"""Which known word a text is most like."""


def nearest(key, known, least=0.4):
    """The known word most like `key`, None when none is near: shares most of its characters, or contains it."""
    best, best_score = None, 0.0
    if len(key) < 2:
        return None
    own = set(_pairs(key))
    for word in known:
        other = set(_pairs(word))
        score = 2 * len(own & other) / ((len(own) + len(other)) or 1)
        if len(word) > 1 and (key in word or word in key):
            score += 0.3
        if score > best_score:
            best, best_score = word, score
    return best if best_score >= least else None


def _pairs(text):
    return [text[index : index + 2] for index in range(len(text) - 1)]
