FROM alpine:3.22 AS build
RUN apk add --no-cache build-base pcre2-dev zlib-dev openssl-dev linux-headers git
WORKDIR /src
ADD --checksum=sha256:0000000000000000000000000000000000000000000000000000000000000000 https://nginx.org/download/nginx-1.29.1.tar.gz /src/
RUN tar xzf nginx-1.29.1.tar.gz && git clone --recurse-submodules --shallow-submodules https://github.com/google/ngx_brotli
RUN cd nginx-1.29.1 && ./configure --prefix=/etc/nginx --with-compat --add-dynamic-module=../ngx_brotli --with-cc-opt="-O2 -fstack-protector-strong" && make -j"$(nproc)" modules
FROM nginx:1.29.1-alpine-slim
COPY --from=build /src/nginx-1.29.1/objs/*.so /etc/nginx/modules/
RUN sed -i '1i load_module modules/ngx_http_brotli_filter_module.so;' /etc/nginx/nginx.conf && nginx -t
RUN ln -sf /dev/stdout /var/log/nginx/access.log
ENV NGINX_ENVSUBST_FILTER=APP_
EXPOSE 80 443
STOPSIGNAL SIGQUIT
CMD ["nginx", "-g", "daemon off;"]
