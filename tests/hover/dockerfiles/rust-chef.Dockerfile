FROM rust:1.91-slim-trixie AS chef
RUN apt-get update && apt-get install -y --no-install-recommends pkg-config libssl-dev libpq-dev musl-tools && rm -rf /var/lib/apt/lists/*
RUN rustup target add x86_64-unknown-linux-musl && rustup component add clippy rustfmt
RUN cargo install cargo-chef --locked --version 0.1.73
WORKDIR /app

FROM chef AS planner
COPY . .
RUN cargo chef prepare --recipe-path recipe.json

FROM chef AS builder
COPY --from=planner /app/recipe.json recipe.json
RUN cargo chef cook --release --recipe-path recipe.json
COPY . .
ENV SQLX_OFFLINE=true
RUN cargo build --release --locked --bin api && strip target/release/api

FROM debian:trixie-slim
RUN apt-get update && apt-get install -y --no-install-recommends ca-certificates libpq5 libssl3t64 && rm -rf /var/lib/apt/lists/* \
    && useradd --system --uid 10001 --no-create-home app
COPY --from=builder /app/target/release/api /usr/local/bin/api
ENV APP_ENVIRONMENT=production RUST_LOG=info DATABASE_URL=postgres://db/app
USER app
EXPOSE 8080
CMD ["api", "--listen", "0.0.0.0:8080"]
