"""The shapes in which an attacker sends an id: what core's columns, ``int()`` or a loose check may still take for it.

Plain helper code without an import of Odoo. Each shape is callable(id) → value as a client can send it.
"""

FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")

#: an id by itself
SINGLE = {
    "text": str,
    "padded": lambda number: f" {number} ",
    "line": lambda number: f"{number}\n",
    "signed": lambda number: f"+{number}",
    "zeros": lambda number: f"00{number}",
    "wide": lambda number: str(number).translate(FULL_WIDTH),
    "decimal": float,
    "decimal text": lambda number: f"{number}.0",
    "list": lambda number: [number],
    "list of text": lambda number: [str(number)],
    "nested": lambda number: [[number]],
    "dict": lambda number: {"id": number},
    "dict of text": lambda number: {"id": str(number)},
    "dict of decimal": lambda number: {"id": float(number)},
    "dict of list": lambda number: {"id": [number]},
    "pair": lambda number: (number, "x"),
    "pair of text": lambda number: (str(number), "x"),
    "command": lambda number: [4, number],
    "links": lambda number: [[4, number]],
    "links of text": lambda number: [[4, str(number)]],
    "set of text": lambda number: [[6, 0, [str(number)]]],
    "negative": lambda number: -number,
    "negative text": lambda number: f"-{number}",
}
#: values that are the same whatever is guessed; they must not show anything, and not break anything
FIXED = {
    "true": lambda number: True,
    "true in a list": lambda number: [True],
    "huge": lambda number: 10**20,
    "huge text": lambda number: str(10**20),
    "least": lambda number: -(10**20),
    "half": lambda number: 0.5,
    "word": lambda number: "试探",
    "empty dict": lambda number: {},
    "nothing in a list": lambda number: [[]],
}
#: several ids, for x2many fields
MANY = {
    "plain": lambda number: [number],
    "text": lambda number: [str(number)],
    "bare text": str,
    "bare number": lambda number: number,
    "decimal": lambda number: [float(number)],
    "dict": lambda number: [{"id": number}],
    "link": lambda number: [[4, number]],
    "link by text": lambda number: [[4, str(number)]],
    "link by padded text": lambda number: [[4, f" {number} "]],
    "link by decimal": lambda number: [[4, float(number)]],
    "link by list": lambda number: [[4, [number]]],
    "link by dict": lambda number: [[4, {"id": number}]],
    "link in text": lambda number: [["4", number]],
    "link in decimal": lambda number: [[4.0, str(number), 0]],
    "link with more": lambda number: [[4, str(number), {"name": "试探"}]],
    "set": lambda number: [[6, 0, [number]]],
    "set by text": lambda number: [[6, 0, [str(number)]]],
    "set by decimal": lambda number: [[6, 0, [float(number)]]],
    "set in bare text": lambda number: [[6, 0, str(number)]],
    "set by nested": lambda number: [[6, False, [[number]]]],
    "change": lambda number: [[1, number, {}]],
    "change by text": lambda number: [[1, str(number), {}]],
    "take off": lambda number: [[3, number]],
    "take off by text": lambda number: [[3, str(number)]],
    "delete": lambda number: [[2, number]],
    "delete by text": lambda number: [[2, str(number)]],
}
#: what a record's own ids may look like in a call
RECORDS = {
    "text": lambda number: [str(number)],
    "padded": lambda number: [f" {number} "],
    "bare text": str,
    "bare decimal": float,
    "decimal": lambda number: [float(number)],
    "decimal text": lambda number: [f"{number}.0"],
    "nested": lambda number: [[number]],
    "dict": lambda number: [{"id": number}],
    "negative": lambda number: [-number],
    "true": lambda number: [True],
    "huge": lambda number: [10**20],
}
#: shapes in which a cell of a file holds an id
CELLS = ("text", "padded", "line", "signed", "zeros", "wide", "decimal text", "negative text")
#: shapes in nested lines, where each costs a field of a field
NESTED = ("text", "decimal", "list", "dict of text", "padded")
SINGLE_AND_FIXED = {**SINGLE, **FIXED}


def of_field(field):
    """{shape: callable(id) → value} for a field as ``fields_get`` describes it; a reference also needs its model."""
    if field["type"] in ("many2many", "one2many"):
        return MANY
    if field["type"] == "reference":
        return REFERENCES
    return SINGLE_AND_FIXED


#: of a reference field: the model is put in by :func:`reference`
REFERENCES = {
    "plain": lambda number: f"$model,{number}",
    "padded": lambda number: f"$model, {number} ",
    "decimal": lambda number: f"$model,{number}.0",
    "wide": lambda number: f"$model,{str(number).translate(FULL_WIDTH)}",
    "zeros": lambda number: f"$model,00{number}",
    "pair": lambda number: ["$model", number],
    "dict": lambda number: {"model": "$model", "id": number},
    "negative": lambda number: f"$model,-{number}",
}


def put_model(value, model):
    """A reference's value with its model put in."""
    if isinstance(value, str):
        return value.replace("$model", model)
    if isinstance(value, dict):
        return {key: put_model(part, model) for key, part in value.items()}
    return [put_model(part, model) for part in value] if isinstance(value, list) else value
