FROM eclipse-temurin:21-jdk AS build
WORKDIR /src
COPY gradlew settings.gradle.kts build.gradle.kts ./
COPY gradle/ gradle/
RUN --mount=type=cache,target=/root/.gradle ./gradlew --no-daemon dependencies
COPY src/ src/
RUN --mount=type=cache,target=/root/.gradle ./gradlew --no-daemon bootJar -x test
RUN jar xf build/libs/app.jar && jdeps --ignore-missing-deps -q --recursive --multi-release 21 --print-module-deps --class-path 'BOOT-INF/lib/*' build/libs/app.jar > modules.txt
RUN jlink --add-modules "$(cat modules.txt),jdk.crypto.ec" --strip-debug --no-man-pages --no-header-files --compress=2 --output /jre

FROM debian:13-slim
ENV JAVA_HOME=/opt/jre
ENV PATH="$JAVA_HOME/bin:$PATH" JAVA_TOOL_OPTIONS="-XX:MaxRAMPercentage=75 -XX:+ExitOnOutOfMemoryError"
COPY --from=build /jre $JAVA_HOME
COPY --from=build /src/build/libs/app.jar /app/app.jar
RUN groupadd --system --gid 10001 app && useradd --system --uid 10001 --gid app app
USER app
EXPOSE 8080
ENTRYPOINT ["java", "-XX:+UseZGC", "-jar", "/app/app.jar"]
CMD ["--spring.profiles.active=prod"]
