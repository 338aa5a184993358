FROM ghcr.io/graalvm/native-image-community:21-ol9 AS build
RUN microdnf install -y findutils zlib-static
WORKDIR /app
COPY mvnw pom.xml ./
COPY .mvn .mvn
RUN ./mvnw -B -q dependency:go-offline
COPY src src
RUN --mount=type=cache,target=/root/.m2 ./mvnw -B -Pnative native:compile -DskipTests -Dspring.profiles.active=prod
RUN native-image --no-fallback --static --libc=musl -O2 -H:+ReportExceptionStackTraces -march=compatibility --gc=serial -jar target/app.jar -o app && upx --best --lzma app
FROM bellsoft/liberica-openjre-alpine:21 AS jvm
ENV JAVA_TOOL_OPTIONS="-XX:MaxRAMPercentage=75 -XX:+UseZGC -Dfile.encoding=UTF-8 -Duser.timezone=Asia/Seoul" SPRING_PROFILES_ACTIVE=prod SERVER_PORT=8080
COPY --from=build /app/target/app.jar /app.jar
RUN java -Djarmode=tools -jar /app.jar extract --layers --destination /x
ENTRYPOINT ["java", "-jar", "/app.jar"]
CMD ["--spring.config.location=/etc/app/"]
FROM gcr.io/distroless/base-debian12
COPY --from=build /app/app /app
EXPOSE 8080
USER 65532:65532
ENTRYPOINT ["/app", "-Xmx64m"]
