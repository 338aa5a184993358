# syntax=docker/dockerfile:1
FROM --platform=$BUILDPLATFORM tonistiigi/xx:1.6.1 AS xx
FROM --platform=$BUILDPLATFORM golang:1.26-alpine AS build
COPY --from=xx / /
RUN apk add --no-cache clang lld git
WORKDIR /src
COPY go.mod go.sum ./
RUN --mount=type=cache,target=/go/pkg/mod go mod download && go mod verify
COPY . .
ARG TARGETPLATFORM
ARG VERSION=dev
RUN xx-apk add --no-cache gcc musl-dev
ENV CGO_ENABLED=0
RUN --mount=type=cache,target=/go/pkg/mod --mount=type=cache,target=/root/.cache/go-build \
    xx-go build -trimpath -ldflags="-s -w -X main.version=${VERSION}" -o /out/server ./cmd/server && xx-verify --static /out/server

FROM scratch
COPY --from=build /etc/ssl/certs/ca-certificates.crt /etc/ssl/certs/
COPY --from=build /out/server /server
USER 65532:65532
EXPOSE 8080/tcp
ENTRYPOINT ["/server"]
CMD ["-listen", ":8080"]
