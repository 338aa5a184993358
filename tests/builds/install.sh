#!/usr/bin/env bash
# Brings buildah and two root file systems to build on: BusyBox, and Debian as debootstrap makes it, with Debian's own
# package index. From this machine's package archive; idempotent: a second run ends at once. Needs root and Debian.
#   GORAE_BUILDS_HOME  where it goes  (default ~/.cache/gorae-builds)
set -euo pipefail
home=${GORAE_BUILDS_HOME:-$HOME/.cache/gorae-builds}
stamp="trixie recipe 2"

mkdir -p "$home"
exec 9>"$home/.lock"; flock 9 # two runs at once: the second waits
if command -v buildah >/dev/null && [ "$(cat "$home/.stamp" 2>/dev/null)" = "$stamp" ]; then echo "builds ready: $home ($stamp)"; exit 0; fi
if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then echo "builds need root on Debian" >&2; exit 3; fi
export DEBIAN_FRONTEND=noninteractive
apt-get update -qq
apt-get install -y -qq --no-install-recommends buildah busybox-static debootstrap >/dev/null

rm -rf "$home/busybox" "$home/debian" "$home/Packages"
mkdir -p "$home/busybox"/{bin,etc,root,tmp,home}
cp "$(command -v busybox)" "$home/busybox/bin/busybox"
chroot "$home/busybox" /bin/busybox --install -s /bin
mkdir -p "$home/busybox/usr" && ln -s ../bin "$home/busybox/usr/bin" && ln -s bin "$home/busybox/sbin"
printf 'root:x:0:0:root:/root:/bin/sh\nnobody:x:65534:65534:nobody:/:/bin/false\nnode:x:1000:1000::/home/node:/bin/sh\n' >"$home/busybox/etc/passwd"
printf 'root:x:0:\nnogroup:x:65533:\nnobody:x:65534:\nnode:x:1000:\n' >"$home/busybox/etc/group"
printf 'root:*::0:::::\nnobody:!::0:::::\nnode:!::0:::::\n' >"$home/busybox/etc/shadow"

mirror=$(apt-get indextargets --format '$(ORIGIN) $(REPO_URI)' | awk '$1 == "Debian" { print $2; exit }')
debootstrap --variant=minbase trixie "$home/debian" "$mirror" >"$home/debootstrap.log"
chroot "$home/debian" apt-get update -qq
cat "$home/debian"/var/lib/apt/lists/*_main_binary-*_Packages >"$home/Packages"
# As Debian's images for containers are: no lists, no packages kept, indices compressed.
rm -rf "$home/debian"/usr/share/{doc,man,locale,i18n,info,lintian,zoneinfo} "$home/debian"/var/lib/apt/lists/* \
  "$home/debian"/var/cache/apt/* "$home/debian"/var/log/*
conf="$home/debian/etc/apt/apt.conf.d"
echo 'DPkg::Post-Invoke { "rm -f /var/cache/apt/archives/*.deb /var/cache/apt/*.bin || true"; }; APT::Update::Post-Invoke { "rm -f /var/cache/apt/*.bin || true"; }; Dir::Cache::pkgcache ""; Dir::Cache::srcpkgcache "";' >"$conf/docker-clean"
echo 'Acquire::GzipIndexes "true";' >"$conf/docker-gzip-indexes"
echo 'Acquire::Languages "none";' >"$conf/docker-no-languages"
echo "node:x:1000:1000::/home/node:/bin/sh" >>"$home/debian/etc/passwd"; echo "node:x:1000:" >>"$home/debian/etc/group"
# The users that official images bring, whatever they are made of.
for name in nginx:101 postgres:70 redis:999 www-data:33; do
  grep -q "^${name%:*}:" "$home/debian/etc/passwd" || echo "${name%:*}:x:${name#*:}:${name#*:}::/:/bin/sh" >>"$home/debian/etc/passwd"
  echo "${name%:*}:x:${name#*:}:${name#*:}::/:/bin/sh" >>"$home/busybox/etc/passwd"
done
for kind in busybox debian; do tar -C "$home/$kind" --sort=name -cf "$home/$kind.tar" . && rm -rf "${home:?}/$kind"; done
echo "$stamp" >"$home/.stamp"
echo "builds ready: $home ($stamp)"
