FROM eclipse-temurin:17-jdk-jammy AS build
ENV ANDROID_HOME=/opt/android-sdk ANDROID_SDK_ROOT=/opt/android-sdk \
    GRADLE_OPTS="-Dorg.gradle.daemon=false -Dorg.gradle.workers.max=2" \
    PATH=$PATH:/opt/android-sdk/cmdline-tools/latest/bin:/opt/android-sdk/platform-tools
RUN apt-get update && apt-get install -y --no-install-recommends unzip wget lib32stdc++6 \
    && rm -rf /var/lib/apt/lists/*
RUN wget -q -O /tmp/tools.zip https://dl.google.com/android/repository/commandlinetools-linux-11076708_latest.zip \
    && mkdir -p $ANDROID_HOME/cmdline-tools \
    && unzip -q /tmp/tools.zip -d $ANDROID_HOME/cmdline-tools \
    && mv $ANDROID_HOME/cmdline-tools/cmdline-tools $ANDROID_HOME/cmdline-tools/latest \
    && rm /tmp/tools.zip
RUN yes | sdkmanager --licenses > /dev/null \
    && sdkmanager --install "platform-tools" "platforms;android-34" "build-tools;34.0.0" "ndk;26.1.10909125"
WORKDIR /app
COPY gradlew gradle.properties settings.gradle.kts ./
COPY gradle ./gradle
RUN ./gradlew --version
COPY . .
RUN --mount=type=cache,target=/root/.gradle \
    --mount=type=secret,id=keystore,target=/run/keystore.jks \
    ./gradlew assembleRelease bundleRelease -x lint --stacktrace --no-daemon --build-cache
RUN zipalign -v 4 app.apk aligned.apk && apksigner sign --ks /run/keystore.jks --ks-pass env:KS_PASS aligned.apk \
    && adb version
FROM scratch AS export
COPY --from=build /app/app/build/outputs/apk/release/*.apk /
