FROM fpco/stack-build-small:lts-22.43 AS build
WORKDIR /src
COPY stack.yaml stack.yaml.lock package.yaml ./
RUN --mount=type=cache,target=/root/.stack stack setup --install-ghc && stack build --only-dependencies --system-ghc -j4
COPY . .
RUN --mount=type=cache,target=/root/.stack stack build --copy-bins --local-bin-path /out --ghc-options '-O2 -optl-static -fPIC' --test --no-run-tests && stack path --local-install-root
FROM haskell:9.8-slim-bullseye AS cabal
RUN cabal update && cabal build exe:app --enable-static -O2 --project-file=cabal.project.release && ghcup install ghc 9.8.4 --set
RUN cabal install --installdir=/out --install-method=copy --overwrite-policy=always hlint && ghc-pkg list && hlint src
FROM debian:bookworm-slim
RUN apt-get update && apt-get install -y --no-install-recommends libgmp10 ca-certificates netbase && rm -rf /var/lib/apt/lists/*
COPY --from=build /out/app /usr/local/bin/
USER nobody
CMD ["app", "+RTS", "-N2", "-A64m", "-RTS"]
