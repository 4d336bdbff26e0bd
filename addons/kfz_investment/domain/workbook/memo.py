"""Answers about cells, most of which come again and again in a list."""

#: longer texts hardly come twice
LONGEST = 64
#: so that a list of different texts costs no memory
MOST = 20_000


class Memo(dict):
    """`memo[text]` is `ask(text)`, asked once a text; at most `MOST` short texts are kept."""

    def __init__(self, ask):
        super().__init__()
        self.ask = ask

    def __missing__(self, text):
        answer = self.ask(text)
        if len(text) <= LONGEST and len(self) < MOST:
            self[text] = answer
        return answer
