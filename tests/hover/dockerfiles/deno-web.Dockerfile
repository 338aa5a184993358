FROM denoland/deno:alpine-2.4.0
WORKDIR /app
COPY deno.json deno.lock ./
RUN deno install --frozen
COPY . .
RUN deno cache --lock=deno.lock main.ts && deno task build
USER deno
EXPOSE 8000
CMD ["deno", "serve", "--allow-net=:8000", "--allow-env", "-R", "main.ts"]
