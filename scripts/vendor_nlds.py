#!/usr/bin/env python3
"""Developer-only: renew the vendored look under static/ from npm packages that vendor_nlds.lock.json pins by sha512.

Bundles the NL Design System CSS (EUPL-1.2) with only the design tokens that are reachable, and copies Source Sans 3
(OFL-1.1), htmx (0BSD) and markdown-it (MIT). The result is committed: who uses the portal needs no Node.

Usage: scripts/vendor_nlds.py [--update-lock]   (--update-lock takes the newest version that the lock's range allows)
"""

import base64
import hashlib
import io
import json
import re
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

LOCK = Path(__file__).with_suffix(".lock.json")
STATIC = Path(__file__).resolve().parent.parent / "static"
THEME = "@nl-design-system-unstable/voorbeeld-design-tokens"
BUNDLE_HEADER = (
    "/*! NL Design System CSS, EUPL-1.2; packages, versions and licences in manifest.json; made by vendor_nlds.py */\n"
)


def fetch(name, entry, directory, *, renew):
    """The npm package `name` as a tar file, as the lock pins it; `renew` takes the newest and changes the lock."""
    wanted = f"{name}@{entry['range']}" if renew else f"{name}@{entry['version']}"
    packed = subprocess.run(
        ["npm", "pack", "--json", "--silent", wanted], cwd=directory, capture_output=True, text=True, check=True
    )
    found = json.loads(packed.stdout)
    found = found[0] if isinstance(found, list) else next(iter(found.values()))
    content = Path(directory, found["filename"].replace("@", "").replace("/", "-")).read_bytes()
    integrity = "sha512-" + base64.b64encode(hashlib.sha512(content).digest()).decode()
    if renew:
        entry |= {"version": found["version"], "integrity": integrity}
    elif entry["integrity"] != integrity:
        sys.exit(f"{name}: the package does not have the checksum of the lock.")
    return tarfile.open(fileobj=io.BytesIO(content))


def read_member(package, path):
    """The bytes of one file in an npm package, without the pointer of a script to a map that is not copied."""
    return re.sub(rb"\n//# sourceMappingURL=\S+", b"", package.extractfile(f"package/{path}").read())


def minify(css):
    """`css` without comments and needless white space."""
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    css = re.sub(r"\s+", " ", css)
    return re.sub(r"\s*([{};,])\s*", r"\1", css).replace(";}", "}").strip()


def keep_reachable(theme, css):
    """The rule with those tokens of `theme` that `css` uses, directly or through another token."""
    defined = dict(re.findall(r"(--[\w-]+):\s*([^;]+);", re.sub(r"/\*.*?\*/", "", theme, flags=re.DOTALL)))
    waiting = [token for token in re.findall(r"var\(\s*(--[\w-]+)", css) if token in defined]
    kept = set()
    while waiting:
        token = waiting.pop()
        if token not in kept:
            kept.add(token)
            waiting += [other for other in re.findall(r"var\(\s*(--[\w-]+)", defined[token]) if other in defined]
    return ".nlds-theme{" + "".join(f"{token}:{defined[token]};" for token in defined if token in kept) + "}"


def own_styles():
    """The project's own style sheets as one text: they too use tokens."""
    return "\n".join(path.read_text() for path in sorted((STATIC / "sto").glob("*.css")))


def write_bundle(parts, theme, lock):
    """Write nlds.min.css and its manifest."""
    css = "\n".join(parts)
    bundle = BUNDLE_HEADER + "@layer nlds{" + minify(keep_reachable(theme, css + own_styles()) + css) + "}\n"
    target = STATIC / "vendor" / "nlds"
    target.mkdir(parents=True, exist_ok=True)
    (target / "nlds.min.css").write_text(bundle)
    shown = {name: {key: entry[key] for key in ("version", "licence")} for name, entry in lock.items()}
    (target / "manifest.json").write_text(json.dumps(shown, indent=2) + "\n")


def main():
    """Fetch every package of the lock and write what the portal serves of it."""
    renew = "--update-lock" in sys.argv[1:]
    lock = json.loads(LOCK.read_text())
    parts, theme = [], ""
    with tempfile.TemporaryDirectory() as directory:
        for name, entry in lock.items():
            package = fetch(name, entry, directory, renew=renew)
            entry["licence"] = json.loads(read_member(package, "package.json"))["license"]
            for source, target in entry.get("copy", {}).items():
                path = STATIC / target
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(read_member(package, source))
            if name == THEME:
                theme = read_member(package, entry["css"]).decode()
            elif "css" in entry:
                parts.append(read_member(package, entry["css"]).decode())
    LOCK.write_text(json.dumps(lock, indent=2) + "\n")
    write_bundle(parts, theme, lock)


if __name__ == "__main__":
    main()
