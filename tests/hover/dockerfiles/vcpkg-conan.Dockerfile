FROM ubuntu:24.04 AS build
ARG VCPKG_COMMIT=a42af01b72c28a8e1d7b48107b33e4f286a55ef6
ENV VCPKG_ROOT=/opt/vcpkg VCPKG_DEFAULT_TRIPLET=x64-linux VCPKG_FORCE_SYSTEM_BINARIES=1 \
    CC=clang-18 CXX=clang++-18 CMAKE_GENERATOR=Ninja CONAN_HOME=/conan CCACHE_DIR=/ccache
RUN apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends \
      build-essential clang-18 lld cmake ninja-build ccache pkg-config curl zip unzip tar git python3-venv \
    && rm -rf /var/lib/apt/lists/*
RUN git init /opt/vcpkg && git -C /opt/vcpkg fetch --depth 1 https://github.com/microsoft/vcpkg.git $VCPKG_COMMIT \
    && git -C /opt/vcpkg checkout FETCH_HEAD && /opt/vcpkg/bootstrap-vcpkg.sh -disableMetrics
ENV PATH="/opt/vcpkg:/opt/venv/bin:$PATH"
RUN python3 -m venv /opt/venv && pip install --no-cache-dir conan==2.9.2
WORKDIR /src
COPY conanfile.py vcpkg.json ./
RUN conan profile detect --force && conan install . --build=missing -s build_type=Release --output-folder=build -pr:b default
RUN vcpkg install --triplet x64-linux --clean-after-build --x-install-root=/opt/vcpkg_installed
COPY . .
RUN --mount=type=cache,target=/ccache cmake --preset release -DCMAKE_TOOLCHAIN_FILE=build/conan_toolchain.cmake \
      -DBUILD_SHARED_LIBS=OFF -DCMAKE_CXX_COMPILER_LAUNCHER=ccache \
    && cmake --build build --parallel "$(nproc)" --target server && ctest --test-dir build --output-on-failure -j 4 \
    && cmake --install build --strip --prefix /opt/app && cpack -G TGZ && ccache --show-stats
RUN ldd /opt/app/bin/server | awk '/=> \// {print $3}' | xargs -I{} cp -v {} /opt/app/lib/ && patchelf --set-rpath '$ORIGIN/../lib' /opt/app/bin/server && strip --strip-unneeded /opt/app/bin/server
FROM gcr.io/distroless/cc-debian12:nonroot
COPY --from=build /opt/app /app
ENTRYPOINT ["/app/bin/server"]
CMD ["--config", "/etc/server.yaml"]
