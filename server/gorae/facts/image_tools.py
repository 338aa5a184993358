"""What of an image is there only for building: compilers, headers, and what they bring along."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gorae.facts.image import final_image, step_of
from gorae.packages import disk_of, resolve

if TYPE_CHECKING:
    from gorae.stages import Stage
    from gorae.syntax import Node

# Debian's packages that nothing needs when it runs.
_FOR_BUILDING = re.compile(
    r"(?:gcc|g\+\+|cpp|gfortran|clang|llvm|lld|libgcc|libstdc\+\+|libclang)(?:-[\w.-]*)?-?\d*(?:-dev|-tools|-linker-tools)?"
    r"|(?:gcc|g\+\+|cpp)(?:-\d+)?(?:-[\w-]+-linux-gnu)?|binutils(?:-.*)?|build-essential|dpkg-dev|make|cmake(?:-data)?|ninja-build|meson"
    r"|autoconf|automake|autotools-dev|libtool|bison|flex|golang(?:-.*)?|rustc|cargo|maven|libmaven.*|(?:default|openjdk-\d+)-jdk(?:-headless)?"
    r"|linux-libc-dev|libc-dev-bin|libc6-dev|.*-dev"
)
_RUNS = re.compile(r"libgcc-s1|libstdc\+\+6|libclang1?-?[\d.t]*|libllvm[\d.]*|gcc-\d+-base")


def bytes_of_tools(stage: Stage) -> int | None:
    """What the image of a stage holds of build tools, in bytes; None where its packages are not known."""
    image = final_image(stage)
    if image.release is None or image.packages is None:
        return None
    names = tuple(name for name in image.packages if _FOR_BUILDING.fullmatch(name) and not _RUNS.fullmatch(name))
    return disk_of(image.release, names, image.arch)


def weight(stage: Stage, node: Node, names: list[str]) -> int | None:
    """What packages that a RUN installs bring with them, in bytes; None where that is not known."""
    for install in step_of(stage, node).installs:
        before, release = install.before, install.before.release
        words = {package.name: word for package, word in install.words if word.kind == "found" and not word.removes}
        if release is None or before.packages is None or not install.is_sure or not set(names) <= words.keys():
            continue
        asked = tuple(one for name in names for one in words[name].packages)
        new = resolve(release, asked, before.packages, recommends=install.recommends, arch=before.arch).new
        return disk_of(release, new, before.arch)
    return None
