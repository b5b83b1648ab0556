"""Nothing that a package names leads out of it: not one file is opened that it may not have.

Another process checks the broken packages, with an ear at everything that Python opens. What must
not be read is there to be read: a file with a canary in it, and pipes that would block for ever.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tarfile
import threading
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import packages
import pytest

from floorbook import DataError, load
from floorbook.package.boundary import LARGEST, breach, content
from floorbook.package.schema import FILE

pytestmark = pytest.mark.promise("Package boundaries")

CANARY = "canary-7f3a"
LISTEN = """
import json, sys
from floorbook.package.validation import check
from floorbook.places import shipped
# Floorbook's own description of the tables, and what pandas asks of the machine: read once.
check(shipped())
opened = []
sys.addaudithook(lambda event, given: opened.append(given[0]) if event == "open" else None)
for line in sys.stdin:
    folder, source = json.loads(line)
    opened.clear()
    report = check(folder, source)
    paths = [str(path) for path in opened]
    print(json.dumps([paths, [str(problem) for problem in report.problems]]), flush=True)
"""


@dataclass(frozen=True)
class Heard:
    """What was opened for a package, and what was said of it."""

    opened: list[str]
    told: list[str]


class Listener:
    """Checks packages in a process that hears what is opened."""

    def __init__(self) -> None:
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
        self.process = subprocess.Popen([sys.executable, "-c", LISTEN], text=True, **pipes)

    def __call__(self, folder: Path, source: Path | None = None) -> Heard:
        assert self.process.stdin is not None and self.process.stdout is not None
        print(
            json.dumps([str(folder), source and str(source)]), file=self.process.stdin, flush=True
        )
        # One that waits at a pipe, or reads for ever, is ended: no answer is an empty line.
        impatience = threading.Timer(90, self.process.kill)
        impatience.start()
        said = self.process.stdout.readline()
        impatience.cancel()
        assert said, "the check never came back, or broke off"
        assert CANARY not in said
        return Heard(*json.loads(said))

    def end(self) -> None:
        self.process.kill()
        self.process.communicate()


@pytest.fixture(scope="module")
def listener() -> Iterator[list[Listener]]:
    """The process in use; a test whose check hangs leaves none to the next."""
    listeners: list[Listener] = []
    yield listeners
    for each in listeners:
        each.end()


@pytest.fixture
def heard(listener: list[Listener]) -> Listener:
    """A function that checks a package and tells what was opened for it."""
    if not listener or listener[-1].process.poll() is not None:
        listener.append(Listener())
    return listener[-1]


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    """A file outside the package, that would do as a table."""
    path = tmp_path / "secret.csv"
    path.write_text(f"id,intervention,order,item,gist\n{CANARY},b,1,c,d\n")
    return path


def resource(description: dict[str, Any], name: str) -> dict[str, Any]:
    found: dict[str, Any] = next(r for r in description["resources"] if r["name"] == name)
    return found


LEAVING = [
    "../secret.csv",
    "./../secret.csv",
    "a/../../secret.csv",
    "a//..//..//secret.csv",
    "../package/points.csv",
    "..",
    ".",
    "",
    "{outside}/secret.csv",
    "//{outside}/secret.csv",
    "~/secret.csv",
    "~root/secret.csv",
    "/dev/zero",
    "/proc/self/environ",
    "\\secret.csv",
    "..\\secret.csv",
    "C:\\secret.csv",
    "C:/secret.csv",
    "C:secret.csv",
    "\\\\host\\share\\secret.csv",
    "//host/share/secret.csv",
    "\\\\?\\C:\\secret.csv",
    "points.csv:stream.csv",
    "http://127.0.0.1:9/secret.csv",
    "HTTPS://example.org/secret.csv",
    "ftp://example.org/secret.csv",
    "s3://bucket/secret.csv",
    "file:///{outside}/secret.csv",
    "file:{outside}/secret.csv",
    "FILE:../secret.csv",
    "data:text/csv,id%0Acanary",
    "zip://points.zip!secret.csv",
    "javascript:secret.csv",
    "points.csv\0",
    "\0../secret.csv",
    "points.csv\n",
    "points\u202e.csv",
    "\u200b../secret.csv",
    "points\ud800.csv",
    "points.txt",
    "points",
    ".env",
    "datapackage.json",
    "points.zip",
    "points.csv.gz",
    "points.tar",
    "points.tar.gz/points.csv.xz",
]


@pytest.mark.parametrize("path", LEAVING, ids=repr)
def test_of_a_package_with_a_path_that_leaves_it_nothing_else_is_opened(
    package: Path, secret: Path, heard: Callable[..., Heard], path: str, tally
) -> None:
    path = path.replace("{outside}", str(secret.parent))
    packages.describe(package, lambda d: resource(d, "points").update(path=path))
    found = heard(package)
    assert found.opened == [str(package / FILE)]
    assert any(": path " in line and f"{FILE}:" in line for line in found.told), found.told
    tally("paths that leave the package, refused with nothing else opened", 1)


@pytest.mark.parametrize(
    "path",
    [["points.csv", "../secret.csv"], {"path": "../secret.csv"}, 7, True, None, []],
    ids=repr,
)
def test_a_path_that_is_no_text_is_refused(
    package: Path, secret: Path, heard: Callable[..., Heard], path: object, tally
) -> None:
    packages.describe(package, lambda d: resource(d, "points").update(path=path))
    assert heard(package).opened == [str(package / FILE)]
    tally("paths that leave the package, refused with nothing else opened", 1)


@pytest.mark.parametrize("owner", ["package", "resource"])
@pytest.mark.parametrize("name", ["sources", "licenses", "contributors"])
@pytest.mark.parametrize("path", ["../secret.csv", "file:///etc/passwd", "javascript:alert(1)"])
def test_the_paths_of_sources_and_licences_may_not_leave_it_either(
    package: Path,
    secret: Path,
    heard: Callable[..., Heard],
    owner: str,
    name: str,
    path: str,
    tally,
) -> None:
    def edit(described: dict[str, Any]) -> None:
        described = described if owner == "package" else resource(described, "points")
        described[name] = [{"title": "One", "path": path}]

    packages.describe(package, edit)
    found = heard(package)
    assert found.opened == [str(package / FILE)]
    assert any(repr(path) in line for line in found.told)
    tally("paths of sources and licences that leave the package, refused", 1)


def test_a_schema_or_dialect_elsewhere_is_not_fetched(
    package: Path, secret: Path, heard: Callable[..., Heard], tally
) -> None:
    for part in ("schema", "dialect"):
        for path in ("../secret.csv", "https://example.org/schema.json", str(secret)):
            packages.small(package)
            packages.describe(
                package, lambda d, p=part, to=path: resource(d, "points").update({p: to})
            )
            found = heard(package)
            assert not any("secret" in path for path in found.opened)
            assert any("stands in a file of its own" in line for line in found.told)
            tally("schemas and dialects elsewhere, refused", 1)


def test_a_long_path_is_no_file_and_no_traceback(
    package: Path, heard: Callable[..., Heard], tally
) -> None:
    for path in ("x" * 5_000 + ".csv", "a/" * 3_000 + "points.csv", "x" * 300 + ".csv"):
        packages.describe(package, lambda d, to=path: resource(d, "points").update(path=to))
        assert any("leads to no file" in line for line in heard(package).told)
        tally("paths too long for a file, told", 1)


def _file_link(package: Path, secret: Path) -> None:
    _swap(package / "points.csv", secret)


def _relative_link(package: Path, secret: Path) -> None:
    _swap(package / "points.csv", Path("..") / secret.name)


def _chain(package: Path, secret: Path) -> None:
    (package / "one.csv").symlink_to(secret)
    (package / "two.csv").symlink_to("one.csv")
    _swap(package / "points.csv", Path("two.csv"))


def _inward(package: Path, secret: Path) -> None:
    (package / "points.csv").rename(package / "real.csv")
    (package / "points.csv").symlink_to("real.csv")


def _loop(package: Path, secret: Path) -> None:
    (package / "other.csv").symlink_to("points.csv")
    _swap(package / "points.csv", Path("other.csv"))


def _to_pipe(package: Path, secret: Path) -> None:
    os.mkfifo(secret.parent / "pipe")
    _swap(package / "points.csv", secret.parent / "pipe")


def _to_device(package: Path, secret: Path) -> None:
    _swap(package / "points.csv", Path("/dev/zero"))


def _folder_link(package: Path, secret: Path) -> None:
    (secret.parent / "outside").mkdir()
    (secret.parent / "outside" / "points.csv").write_bytes(secret.read_bytes())
    (package / "in").symlink_to(secret.parent / "outside")
    packages.describe(package, lambda d: resource(d, "points").update(path="in/points.csv"))


def _deep_folder_link(package: Path, secret: Path) -> None:
    (package / "a").mkdir()
    (package / "a" / "b").symlink_to(secret.parent)
    packages.describe(package, lambda d: resource(d, "points").update(path="a/b/secret.csv"))


def _swap(path: Path, target: Path) -> None:
    path.unlink(missing_ok=True)
    path.symlink_to(target)


LINKS = [
    *(_file_link, _relative_link, _chain, _inward, _loop, _to_pipe, _to_device),
    *(_folder_link, _deep_folder_link),
]


@pytest.mark.parametrize("link", LINKS, ids=lambda link: link.__name__)
def test_a_link_is_refused_before_anything_is_read(
    package: Path, secret: Path, heard: Callable[..., Heard], link: Callable[..., None], tally
) -> None:
    link(package, secret)
    found = heard(package)
    assert found.opened == [str(package / FILE)]
    assert any("symbolic link" in line for line in found.told), found.told
    tally("symbolic links, refused with nothing else opened", 1)


@pytest.mark.parametrize("target", ["file", "pipe", "device", "nothing", "itself"])
def test_a_description_that_is_a_link_is_not_read(
    package: Path, secret: Path, heard: Callable[..., Heard], target: str, tally
) -> None:
    described = package / FILE
    outside = secret.parent / "elsewhere.json"
    outside.write_bytes(described.read_bytes())
    os.mkfifo(secret.parent / "pipe")
    targets = {"file": outside, "pipe": secret.parent / "pipe", "device": Path("/dev/zero")}
    targets |= {"nothing": secret.parent / "none", "itself": Path(FILE)}
    _swap(described, targets[target])
    found = heard(package)
    assert found.opened == []
    assert found.told == [f"{described}:1:1: the package's description is a symbolic link"]
    tally("symbolic links, refused with nothing else opened", 1)


@pytest.mark.parametrize("name", ["points.csv", FILE])
@pytest.mark.parametrize("kind", ["pipe", "folder"])
def test_what_is_no_plain_file_is_not_opened(
    package: Path, heard: Callable[..., Heard], name: str, kind: str, tally
) -> None:
    (package / name).unlink()
    (os.mkfifo if kind == "pipe" else os.mkdir)(package / name)
    found = heard(package)
    assert str(package / name) not in found.opened
    assert any("no file" in line for line in found.told)
    tally("pipes and folders in place of files, not opened", 1)


@pytest.mark.parametrize(
    "name", ["../secret.csv", "/etc/passwd", "C:secret.csv", "link.md", "pipe", "folder", "x" * 400]
)
def test_a_source_is_a_plain_file_in_its_folder(
    package: Path, notes: Path, secret: Path, heard: Callable[..., Heard], name: str, tally
) -> None:
    def free(described: dict[str, Any]) -> None:
        fields = resource(described, "sources")["schema"]["fields"]
        next(field for field in fields if field["name"] == "file")["constraints"] = {}

    packages.describe(package, free)
    packages.change(package, "sources", 2, "file", name)
    (notes / "link.md").symlink_to(secret)
    os.mkfifo(notes / "pipe")
    (notes / "folder").mkdir()
    found = heard(package, notes)
    assert not any(Path(path).parent != package for path in found.opened)
    assert any("sources.csv:2:" in line and ": file " in line for line in found.told), found.told
    tally("files of sources that leave their folder, refused", 1)


def test_an_archive_is_no_folder(package: Path, heard: Callable[..., Heard], tally) -> None:
    packed, tarred = package.parent / "meeting.zip", package.parent / "meeting.tar.gz"
    with zipfile.ZipFile(packed, "w") as archive:
        archive.write(package / FILE, "../../evil.json")
    with tarfile.open(tarred, "w:gz") as archive:
        archive.add(package, "meeting")
    for path in (packed, tarred):
        found = heard(path)
        assert found.opened == []
        assert found.told == [f"{path}:1:1: is no folder: unpack it first"]
        tally("archives refused", 1)


@pytest.mark.parametrize(
    ("start", "kind"),
    [
        (b"PK\x03\x04", "a zip archive or a spreadsheet's own file"),
        (b"\x1f\x8b\x08", "a gzip file"),
        (b"BZh9", "a bzip2 file"),
        (b"\xfd7zXZ\x00", "an xz file"),
        (b"7z\xbc\xaf\x27", "a 7-Zip archive"),
        (b"\x28\xb5\x2f\xfd", "a zstd file"),
        (b"\xd0\xcf\x11\xe0", "an old spreadsheet's own file"),
    ],
)
@pytest.mark.parametrize("name", ["points.csv", FILE])
def test_an_archive_under_the_name_of_a_file_is_told_as_one(
    package: Path, heard: Callable[..., Heard], start: bytes, kind: str, name: str, tally
) -> None:
    (package / name).write_bytes(start + b"junk\n" * 9)
    (told,) = [line for line in heard(package).told if line.startswith(f"{package / name}:1:1: ")]
    assert f"the file is {kind}: unpack it" in told
    tally("archives refused", 1)


def test_a_file_of_any_size_is_looked_at_before_it_is_read(
    package: Path, heard: Callable[..., Heard], tally
) -> None:
    for name in ("points.csv", FILE):
        with (package / name).open("r+b") as file:
            file.truncate(2**40)  # sparse: it takes no room on the disk
        found = heard(package)
        assert str(package / name) not in found.opened
        assert any("has 1,099,511,627,776 bytes, more than" in line for line in found.told)
        tally("files of a terabyte, not opened", 1)


def test_a_file_of_commas_alone_is_not_taken_apart(package: Path, tally) -> None:
    (package / "points.csv").write_bytes(b"," * 4_500_000)
    with pytest.raises(DataError, match="4,500,000 commas and line ends, more than 4,000,000"):
        load(package)
    tally("files of commas alone, told", 1)


def test_a_wide_header_takes_no_square_of_its_width(package: Path, tally) -> None:
    columns = [*(f"gist{number}" for number in range(30_000)), *["gist"] * 30_000]
    (package / "points.csv").write_text(",".join(columns) + "\n")
    with pytest.raises(DataError) as told:
        load(package)
    assert len(told.value.problems) > 59_000
    tally("headers of sixty thousand columns, told", 1)


def test_the_limit_of_a_file_is_the_last_that_is_read(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"1234")
    assert content(path, 4) == (b"1234", "")
    assert content(path, 3) == (b"", "has 4 bytes, more than 3")
    assert 1_000 * (packages.SHIPPED / "points.csv").stat().st_size < LARGEST


def test_plain_paths_stay_within(package: Path) -> None:
    (package / "tables").mkdir()
    for path in ("points.csv", "./points.csv", "tables/points.csv", "a..b.csv", "..points.csv"):
        assert breach(path, package) == ""
    (package / "points.csv").rename(package / "tables" / "points.csv")
    packages.describe(package, lambda d: resource(d, "points").update(path="tables/points.csv"))
    assert len(load(package).points) == 10


def test_a_second_coders_copy_takes_the_named_files_alone(
    package: Path, tmp_path: Path, secret: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from floorbook_report.snapshot import snapshot

    (package / "link").symlink_to(secret.parent)
    os.mkfifo(package / "pipe")
    copied = tmp_path / "copied"
    snapshot(package, copied, package / "codings-blind.csv")
    names = sorted(path.name for path in copied.iterdir())
    named = {resource["path"] for resource in json.loads((package / FILE).read_text())["resources"]}
    assert names == sorted({FILE, *named})
