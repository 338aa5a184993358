FROM sbtscala/scala-sbt:eclipse-temurin-21.0.7_6_1.11.2_3.7.1 AS build
WORKDIR /src
COPY build.sbt ./
COPY project/*.sbt project/build.properties project/
RUN --mount=type=cache,target=/root/.cache/coursier sbt update
COPY . .
RUN --mount=type=cache,target=/root/.cache/coursier sbt -Dsbt.color=false "set assembly / test := {}" clean assembly
FROM eclipse-temurin:21-jre
ENV JAVA_TOOL_OPTIONS="-XX:MaxRAMPercentage=75 -XX:+ExitOnOutOfMemoryError -Dfile.encoding=UTF-8"
COPY --from=build /src/target/scala-3.7.1/app.jar /app.jar
USER 10001
ENTRYPOINT ["java", "-jar", "/app.jar"]
