FROM hexpm/elixir:1.18.4-erlang-27.3-debian-bookworm-20250610-slim AS build
RUN apt-get update -y && apt-get install -y build-essential git && apt-get clean && rm -f /var/lib/apt/lists/*_*
WORKDIR /app
RUN mix local.hex --force && mix local.rebar --force
ENV MIX_ENV="prod"
COPY mix.exs mix.lock ./
RUN mix deps.get --only $MIX_ENV
RUN mkdir config
COPY config/config.exs config/${MIX_ENV}.exs config/
RUN mix deps.compile
COPY lib lib
RUN mix assets.deploy && mix compile && mix release
FROM debian:bookworm-slim
RUN apt-get update -y && apt-get install -y libstdc++6 openssl libncurses5 locales ca-certificates && sed -i '/en_US.UTF-8/s/^# //g' /etc/locale.gen && locale-gen
ENV LANG=en_US.UTF-8 LANGUAGE=en_US:en LC_ALL=en_US.UTF-8 PHX_SERVER=true
COPY --from=build --chown=nobody:root /app/_build/prod/rel/shop ./
USER nobody
CMD ["/app/bin/server"]
