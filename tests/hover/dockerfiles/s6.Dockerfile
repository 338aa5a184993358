FROM debian:13-slim
ARG S6_OVERLAY_VERSION=3.2.1.0
ARG TARGETARCH
ENV S6_KEEP_ENV=1 S6_BEHAVIOUR_IF_STAGE2_FAILS=2 S6_CMD_WAIT_FOR_SERVICES_MAXTIME=0 S6_VERBOSITY=1 PUID=1000 PGID=1000
ADD --checksum=sha256:42e038a9a00fc0fef70bf0bc42f625a9c14f8ecdfe77d4ad93281edf717e10c5 https://github.com/just-containers/s6-overlay/releases/download/v3.2.1.0/s6-overlay-noarch.tar.xz /tmp/
RUN apt-get update && apt-get install -y --no-install-recommends nginx-light sudo tzdata xz-utils && rm -rf /var/lib/apt/lists/*
RUN tar -C / -Jxpf /tmp/s6-overlay-noarch.tar.xz && rm /tmp/s6-overlay-noarch.tar.xz
RUN useradd -m -u 1000 -s /usr/sbin/nologin app && echo 'app ALL=(ALL) NOPASSWD: /usr/sbin/nginx' > /etc/sudoers.d/app && visudo -cf /etc/sudoers.d/app
COPY --chmod=755 rootfs/ /
RUN ln -snf /usr/share/zoneinfo/$TZ /etc/localtime && echo $TZ > /etc/timezone
RUN ln -sf /dev/stdout /var/log/nginx/access.log && ln -sf /dev/stderr /var/log/nginx/error.log
ONBUILD COPY site/ /var/www/html/
VOLUME ["/config"]
EXPOSE 80 443/tcp
ENTRYPOINT ["/init"]
CMD ["nginx", "-g", "daemon off;"]
