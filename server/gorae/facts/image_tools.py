"""What of an image is there only for building: compilers, headers, and what they bring along."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.facts.image import final_image, step_of
from gorae.packages import disk_of, resolve

if TYPE_CHECKING:
    from gorae.facts.image import Step
    from gorae.stages import Stage
    from gorae.syntax import Node

# Debian's packages that nothing needs when it runs: names, and how names begin.
_NAMES = frozenset((
    "build-essential", "dpkg-dev", "make", "cmake", "cmake-data", "ninja-build", "meson", "autoconf", "automake", "autotools-dev", "libtool",
    "bison", "flex", "rustc", "cargo", "maven", "default-jdk", "default-jdk-headless", "libc-dev-bin", "linux-libc-dev",
))  # fmt: skip
_BEGIN = ("gcc", "g++", "cpp", "gfortran", "clang", "llvm", "lld", "binutils", "golang")


def _is_for_building(name: str) -> bool:
    if name.endswith(("-base", "-libs")):
        return False  # gcc-14-base is there for the libraries
    is_jdk = name.startswith("openjdk-") and "-jdk" in name
    return name in _NAMES or name.startswith(_BEGIN) or name.endswith("-dev") or is_jdk


def bytes_of_tools(stage: Stage) -> int | None:
    """What the image of a stage holds of build tools, in bytes; None where its packages are not known."""
    image = final_image(stage)
    if image.release is None or image.packages is None:
        return None
    names = tuple(name for name in image.packages if _is_for_building(name))
    return disk_of(image.release, names, image.arch)


def bytes_of_tools_in(step: Step) -> int | None:
    """What of the packages that a RUN installs is build tools, in bytes; None where they are not known."""
    release = step.before.release
    if release is None:
        return None
    names = (name for install in step.installs for name in install.answer.new)
    return disk_of(release, tuple(name for name in names if _is_for_building(name)), step.before.arch)


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
