# 국내 팀에서 흔한 Spring Boot와 형태소 분석기, Tomcat
FROM gradle:8.11-jdk21 AS build
WORKDIR /workspace
COPY --chown=gradle:gradle build.gradle settings.gradle gradlew ./
COPY --chown=gradle:gradle gradle gradle
RUN gradle dependencies --no-daemon --refresh-dependencies || true
COPY --chown=gradle:gradle . .
RUN gradle clean bootJar -x test --parallel --info && java -Djarmode=layertools -jar build/libs/app.jar extract
FROM ubuntu:22.04 AS mecab
RUN sed -i 's@archive.ubuntu.com@mirror.kakao.com@g' /etc/apt/sources.list
RUN apt-get update -qq && apt-get install -yq --no-install-recommends g++ make automake autoconf libtool curl ca-certificates language-pack-ko fonts-nanum fontconfig tzdata locales \
    && ln -snf /usr/share/zoneinfo/Asia/Seoul /etc/localtime && echo Asia/Seoul > /etc/timezone && dpkg-reconfigure -f noninteractive tzdata \
    && locale-gen ko_KR.UTF-8 && update-locale LANG=ko_KR.UTF-8 && fc-cache -fv && rm -rf /var/lib/apt/lists/*
RUN curl -LO https://bitbucket.org/eunjeon/mecab-ko/downloads/mecab-0.996-ko-0.9.2.tar.gz && tar zxfv mecab-0.996-ko-0.9.2.tar.gz \
    && cd mecab-0.996-ko-0.9.2 && ./configure --enable-utf8-only --with-charset=utf8 && make && make check && make install && ldconfig
RUN pip3 install konlpy && python3 -c "import konlpy"
FROM tomcat:10.1-jdk17-temurin
ENV TZ=Asia/Seoul LANG=ko_KR.UTF-8 LC_ALL=ko_KR.UTF-8 LANGUAGE=ko_KR:ko CATALINA_OPTS="-Xms512m -Xmx512m -Dspring.profiles.active=prod -javaagent:/pinpoint/pinpoint-bootstrap.jar -Dpinpoint.agentId=app-1" JAVA_OPTS="-Dfile.encoding=UTF-8 -Djava.security.egd=file:/dev/./urandom"
RUN rm -rf /usr/local/tomcat/webapps/* && keytool -importcert -noprompt -alias corp -file /tmp/corp.crt -cacerts -storepass changeit
COPY --from=build /workspace/build/libs/*.war /usr/local/tomcat/webapps/ROOT.war
RUN groupadd -r tomcat && useradd -r -g tomcat -d /usr/local/tomcat tomcat && chown -R tomcat:tomcat /usr/local/tomcat
USER tomcat
EXPOSE 8080
HEALTHCHECK CMD curl -f http://localhost:8080/actuator/health || exit 1
CMD ["catalina.sh", "run"]
