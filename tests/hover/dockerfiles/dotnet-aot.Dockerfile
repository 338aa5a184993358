FROM --platform=$BUILDPLATFORM mcr.microsoft.com/dotnet/sdk:9.0-alpine AS build
ARG TARGETARCH
RUN apk add --no-cache clang zlib-dev
WORKDIR /src
COPY Api/Api.csproj Api/
RUN dotnet restore Api/Api.csproj -r linux-musl-$TARGETARCH
COPY . .
RUN dotnet publish Api/Api.csproj -c Release -o /out -r linux-musl-$TARGETARCH --no-restore /p:PublishAot=true
FROM mcr.microsoft.com/dotnet/runtime-deps:9.0-alpine
ENV ASPNETCORE_URLS=http://+:8080 DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1
RUN addgroup -S app && adduser -S -G app app
USER app
COPY --from=build --link /out /app
STOPSIGNAL SIGINT
ENTRYPOINT ["/app/Api"]
