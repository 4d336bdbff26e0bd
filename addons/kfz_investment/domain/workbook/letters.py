"""Names of columns and lists of rows as the office's program shows them."""


def letter(index):
    """The name of a column by its zero-based index: 0 -> A, 26 -> AA."""
    name = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        name = chr(65 + rest) + name
    return name


def spans(numbers):
    """Row numbers as people write them: [2, 3, 4, 9] -> '2–4, 9'."""
    runs = []
    for number in sorted(set(numbers)):
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    return ", ".join(f"{first}–{last}" if last > first else str(first) for first, last in runs)
