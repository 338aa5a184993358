FROM nixos/nix:2.31.2 AS build
RUN nix-channel --add https://nixos.org/channels/nixos-25.05 nixpkgs && nix-channel --update
RUN nix-env -iA nixpkgs.git nixpkgs.gnumake
WORKDIR /src
COPY flake.nix flake.lock ./
COPY . .
RUN nix --extra-experimental-features 'nix-command flakes' build --option filter-syscalls false
RUN mkdir -p /tmp/closure && cp -R $(nix-store -qR result/) /tmp/closure
RUN nix-store --gc

FROM scratch
WORKDIR /app
COPY --from=build /tmp/closure /nix/store
COPY --from=build /src/result /app
ENV SSL_CERT_FILE=/etc/ssl/certs/ca-bundle.crt
USER 65534
CMD ["/app/bin/server", "--port", "8080"]
