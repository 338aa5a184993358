#!/usr/bin/env bash
# Brings what real builds need: buildah, in a Debian of its own so that it is the same everywhere, and two root file
# systems to build on: BusyBox, and Debian as debootstrap makes it, with Debian's own package index. From this
# machine's package archive; idempotent: a second run ends at once. Needs root, and mounts of its own; status 3 without.
#   GORAE_BUILDS_HOME  where it goes  (default ~/.cache/gorae-builds)
set -euo pipefail
home=${GORAE_BUILDS_HOME:-$HOME/.cache/gorae-builds}
stamp="trixie recipe 4"

lacks() { echo "builds: not proven here: $1" >&2; exit 3; }
[ "$(id -u)" = 0 ] || lacks "needs root"
unshare --mount --pid --fork true 2>/dev/null || lacks "root may not mount here"
mkdir -p "$home"
exec 9>"$home/.lock"; flock 9 # two runs at once: the second waits
if [ "$(cat "$home/.stamp" 2>/dev/null)" = "$stamp" ]; then echo "builds ready: $home ($stamp)"; exit 0; fi
command -v apt-get >/dev/null || lacks "needs apt-get"
export DEBIAN_FRONTEND=noninteractive
if ! command -v debootstrap >/dev/null; then
  echo "builds: installing debootstrap"
  apt-get update -qq
  apt-get install -y -qq --no-install-recommends debootstrap >/dev/null
fi

find "$home" -mindepth 1 -maxdepth 1 ! -name .lock -exec rm -rf {} +
mirror=$(apt-get indextargets --format '$(ORIGIN) $(REPO_URI)' | awk '$1 == "Debian" { print $2; exit }')
echo "builds: Debian from ${mirror:=http://deb.debian.org/debian}"
debian="$home/builder"
debootstrap --variant=minbase trixie "$debian" "$mirror" >"$home/debootstrap.log" || { tail "$home/debootstrap.log"; exit 1; }
chroot "$debian" apt-get update -qq
cat "$debian"/var/lib/apt/lists/*_main_binary-*_Packages >"$home/Packages"
# As Debian's images for containers are: no lists, no packages kept, indices compressed.
rm -rf "$debian"/usr/share/{doc,man,locale,i18n,info,lintian,zoneinfo} "$debian"/var/cache/apt/* "$debian"/var/log/*
conf="$debian/etc/apt/apt.conf.d"
echo 'DPkg::Post-Invoke { "rm -f /var/cache/apt/archives/*.deb /var/cache/apt/*.bin || true"; }; APT::Update::Post-Invoke { "rm -f /var/cache/apt/*.bin || true"; }; Dir::Cache::pkgcache ""; Dir::Cache::srcpkgcache "";' >"$conf/docker-clean"
echo 'Acquire::GzipIndexes "true";' >"$conf/docker-gzip-indexes"
echo 'Acquire::Languages "none";' >"$conf/docker-no-languages"
echo "node:x:1000:1000::/home/node:/bin/sh" >>"$debian/etc/passwd"; echo "node:x:1000:" >>"$debian/etc/group"

busybox="$home/busybox"
mkdir -p "$busybox"/{bin,etc,root,tmp,home/node,usr/share,srv,opt,var/lib,var/cache/apk,var/tmp,lib64} "$debian/home/node" && chmod 1777 "$busybox"/{tmp,var/tmp}
chown 1000:1000 "$busybox/home/node" "$debian/home/node"
ln -s ../bin "$busybox/usr/bin" && ln -s bin "$busybox/sbin"
printf 'root:x:0:0:root:/root:/bin/sh\nnobody:x:65534:65534:nobody:/:/bin/false\nnode:x:1000:1000::/home/node:/bin/sh\n' >"$busybox/etc/passwd"
cp "$debian/etc/profile" "$busybox/etc/profile"
printf 'root:x:0:\nnogroup:x:65533:\nnobody:x:65534:\nnode:x:1000:\n' >"$busybox/etc/group"
printf 'root:*::0:::::\nnobody:!::0:::::\nnode:!::0:::::\n' >"$busybox/etc/shadow"
# The users that official images bring, whatever they are made of.
for name in nginx:101 postgres:70 redis:999 www-data:33; do
  grep -q "^${name%:*}:" "$debian/etc/passwd" || echo "${name%:*}:x:${name#*:}:${name#*:}::/:/bin/sh" >>"$debian/etc/passwd"
  echo "${name%:*}:x:${name#*:}:${name#*:}::/:/bin/sh" >>"$busybox/etc/passwd"
done
tar -C "$debian" --sort=name --exclude='./var/lib/apt/lists/*' --exclude='./dev/*' -cf "$home/debian.tar" .

chroot "$debian" apt-get install -y -qq --no-install-recommends buildah netavark busybox-static >"$home/buildah.log" 2>&1 \
  || { tail "$home/buildah.log"; exit 1; }
cp "$debian/usr/bin/busybox" "$busybox/bin/busybox"
# Debian's shells: BusyBox's own runs its own programs, whatever stands before them on PATH.
cp "$debian"/usr/bin/{dash,bash} "$busybox/bin"
for program in dash bash; do
  { chroot "$debian" ldd "/usr/bin/$program" || true; } | grep -o '/[^ ]*' | while read -r library; do
    mkdir -p "$busybox${library%/*}" && cp -L "$debian$library" "$busybox$library"
  done
done
chroot "$busybox" /bin/busybox --install -s /bin
rm -f "$busybox"/bin/{wget,dpkg,dpkg-deb,rpm,rpm2cpio}
ln -sf dash "$busybox/bin/sh"
tar -C "$busybox" --sort=name -cf "$home/busybox.tar" . && rm -rf "$busybox"
mkdir -p "$debian/work"
echo "$stamp" >"$home/.stamp"
echo "builds ready: $home ($stamp)"
