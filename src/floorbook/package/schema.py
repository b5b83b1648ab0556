"""The parts of a description: tables, fields and keys, and how each is read from JSON.

It reads those parts of Data Package v2 that Floorbook's packages use. It does not ignore other
parts: it refuses them by name.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from floorbook.package import pattern
from floorbook.package.descriptor import Node
from floorbook.package.problems import hint, near

FILE = "datapackage.json"
TYPES = ("string", "integer", "number", "boolean", "date")
FORMATS = ("default", "uri")
PROPERTIES = {  # what is read; what else stands there is nobody's business unless it is a slip
    "resource": (
        *("name", "path", "title", "description", "schema", "format", "encoding"),
        *("dialect", "data", "compression", "sources", "licenses", "contributors"),
    ),
    "schema": ("fields", "primaryKey", "uniqueKeys", "foreignKeys", "missingValues"),
    "field": (
        *("name", "type", "format", "title", "description", "constraints"),
        *("released", "categories", "categoriesOrdered"),
    ),
}
CONSTRAINTS = (
    *("required", "unique", "enum", "pattern"),
    *("minimum", "maximum", "minLength", "maxLength"),
)


@dataclass(frozen=True)
class Field:
    """A column: its type and what may stand in it.

    `choices` are the values of an enum or of categories, in their order; empty if any value is
    allowed. Only the values of `released` fields may be published in an exported file. The last
    four are for the reference: whether reports show the column, whether a package must have it,
    and, if it need not, which value is used in every row and what that means.
    """

    name: str
    type: str = "string"
    format: str = "default"
    title: str = ""
    description: str = ""
    required: bool = False
    unique: bool = False
    released: bool = False
    choices: tuple[str, ...] = ()
    ordered: bool = False
    pattern: str = ""
    minimum: float | None = None
    maximum: float | None = None
    min_length: float | None = None
    max_length: float | None = None
    shown: bool = False
    needed: bool = False
    default: str = ""
    without: str = ""
    how: str = ""


@dataclass(frozen=True)
class ForeignKey:
    """Columns whose values must be in columns of another table (or of the same one)."""

    fields: tuple[str, ...]
    table: str
    columns: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """A table and its file; `place` is the place of the file's path in datapackage.json.

    The last two are for the reference: whether a package must have the table, and, if it need not,
    what is taken in its place.
    """

    name: str
    path: str
    title: str = ""
    description: str = ""
    fields: tuple[Field, ...] = ()
    keys: tuple[tuple[str, ...], ...] = ()
    foreign_keys: tuple[ForeignKey, ...] = ()
    place: tuple[int, int] = (1, 1)
    needed: bool = False
    without: str = ""

    def field(self, name: str) -> Field | None:
        """Return a field by its name; None if there is none."""
        return next((field for field in self.fields if field.name == name), None)

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of the fields, in order."""
        return tuple(field.name for field in self.fields)

    @property
    def released(self) -> tuple[str, ...]:
        """The names of the fields that may be published in an exported file."""
        return tuple(field.name for field in self.fields if field.released)


@dataclass(frozen=True)
class Package:
    """A data package as described.

    `coder` is the coder of record; `coder_place` is its place in datapackage.json. `limits` are
    sentences on how the package was made and what it cannot show; reports show them.
    """

    name: str
    title: str
    description: str
    tables: tuple[Table, ...]
    version: str = ""
    created: str = ""
    coder: str = ""
    coder_place: tuple[int, int] = (1, 1)
    limits: tuple[str, ...] = ()

    def table(self, name: str) -> Table:
        """Return a table by its name; KeyError for an unknown one, with those that there are."""
        for table in self.tables:
            if table.name == name:
                return table
        names = [table.name for table in self.tables]
        raise KeyError(f"no table {name!r} among {', '.join(names)}{hint(name, names)}")

    def has(self, name: str) -> bool:
        """Say whether there is a table of that name."""
        return any(table.name == name for table in self.tables)


def read_table(node: Node) -> Table:
    """Read the description of a table."""
    schema = node["schema"]
    node.spelt(PROPERTIES["resource"])
    schema.spelt(PROPERTIES["schema"])
    for part in (schema, node["dialect"]):
        if isinstance(part.value, str):
            part.complain("stands in a file of its own", allowed=("an object, here",))
    if node["data"].value is not None:
        node["data"].complain("stands in the description itself", allowed=("a path",))
    if node["compression"].value is not None:
        node["compression"].complain("is not known here", allowed=("a .csv file as it is",))
    one_of(node["format"], "csv")
    one_of(node["encoding"], "utf-8")
    one_of(node["dialect"]["delimiter"], ",")
    for value in schema["missingValues"].entries():
        one_of(value, "")
    fields = tuple(_field(field) for field in schema["fields"].entries())
    if not fields:
        node.complain("fields are missing: the table has no columns")
    keys = [schema["primaryKey"].texts()]
    keys += [key.texts() for key in schema["uniqueKeys"].entries()]
    keys += [(field.name,) for field in fields if field.unique]
    return Table(
        name=node["name"].string(required=True),
        path=str(node["path"].value),
        title=node["title"].string(),
        description=node["description"].string(),
        fields=fields,
        keys=tuple(key for key in dict.fromkeys(keys) if key),
        foreign_keys=tuple(_foreign_key(key) for key in schema["foreignKeys"].entries()),
        place=node["path"].place(),
        needed=node["needed"].flag(),
        without=node["without"].string(),
    )


def _field(node: Node) -> Field:
    limits = node["constraints"]
    node.spelt(PROPERTIES["field"])
    for name in limits.value if isinstance(limits.value, dict) else ():
        if name not in CONSTRAINTS:
            limits.complain(f"has the unknown {name!r}", CONSTRAINTS, near(name, CONSTRAINTS))
    categories = [
        entry if isinstance(entry.value, str) else entry["value"]
        for entry in node["categories"].entries()
    ]
    shape = limits["pattern"].string()
    if why := pattern.complaint(shape):
        limits["pattern"].complain(why, ("a short one, that looks neither ahead nor back",))
        shape = ""
    return Field(
        name=node["name"].string(required=True),
        type=one_of(node["type"], *TYPES),
        format=one_of(node["format"], *FORMATS),
        title=node["title"].string(),
        description=node["description"].string(),
        required=limits["required"].flag(),
        unique=limits["unique"].flag(),
        released=node["released"].flag(),
        choices=limits["enum"].texts() or tuple(entry.string() for entry in categories),
        ordered=node["categoriesOrdered"].flag(),
        pattern=shape,
        minimum=limits["minimum"].number(),
        maximum=limits["maximum"].number(),
        min_length=limits["minLength"].number(),
        max_length=limits["maxLength"].number(),
        shown=node["shown"].flag(),
        needed=node["needed"].flag(),
        default=node["default"].string(),
        without=node["without"].string(),
        how=node["how"].string(),
    )


def _foreign_key(node: Node) -> ForeignKey:
    reference = node["reference"]
    return ForeignKey(
        node["fields"].texts(), reference["resource"].string(), reference["fields"].texts()
    )


def one_of(node: Node, *allowed: str) -> str:
    """Return a text that must be one of these; the first if there is no text."""
    value = node.string()
    if node.value is None or value in allowed:
        return value or allowed[0]
    if isinstance(node.value, str):
        node.complain("is not known here", allowed, near(value, allowed))
    return allowed[0]


def check_keys(table: Table, tables: tuple[Table, ...], node: Node) -> None:
    """Check that fields differ, and that keys name existing columns."""
    for name, count in Counter(table.columns).items():
        if count > 1:
            node["schema"].complain(f"describes the field {name!r} {count} times")
    columns = {other.name: other.columns for other in tables} | {"": table.columns}
    for key in table.keys:
        _known(key, table.columns, node, "a key names")
    for foreign in table.foreign_keys:
        _known(foreign.fields, table.columns, node, "a foreign key names")
        if foreign.table not in columns:
            _known((foreign.table,), tuple(columns), node, "a foreign key refers to")
        else:
            _known(foreign.columns, columns[foreign.table], node, "a foreign key refers to")
        if len(foreign.fields) != len(foreign.columns):
            node.complain("has a foreign key with more fields on one side than on the other")


def _known(names: tuple[str, ...], known: tuple[str, ...], node: Node, what: str) -> None:
    for name in names:
        if name not in known:
            node["schema"].complain(f"{what} the unknown {name!r}", known, near(name, known))
