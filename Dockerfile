# syntax=docker/dockerfile:1

# Builds target/hallpass.jar: no engine, no embedded PostgreSQL, no stand-in, no demo accounts inside.
FROM eclipse-temurin:25-jdk AS build
WORKDIR /build
COPY . .
RUN --mount=type=cache,target=/root/.m2 \
    ./mvnw --batch-mode --no-transfer-progress -Dmaven.test.skip=true -Dspotless.check.skip=true package

# Takes the jar apart, so that a new version of Hallpass is a small layer above unchanged libraries.
FROM eclipse-temurin:25-jre AS layers
WORKDIR /layers
COPY --from=build /build/target/hallpass.jar hallpass.jar
RUN java -Djarmode=tools -jar hallpass.jar extract --layers --destination extracted

FROM eclipse-temurin:25-jre
RUN groupadd --gid 10001 hallpass && useradd --uid 10001 --gid 10001 --no-create-home --shell /usr/sbin/nologin hallpass
WORKDIR /opt/hallpass
COPY --from=layers /layers/extracted/dependencies/ ./
COPY --from=layers /layers/extracted/spring-boot-loader/ ./
COPY --from=layers /layers/extracted/snapshot-dependencies/ ./
COPY --from=layers /layers/extracted/application/ ./
USER 10001:10001
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=5s --retries=12 --start-period=60s \
    CMD ["curl", "--fail", "--silent", "http://localhost:8080/actuator/health/readiness"]
# A process without memory left is of no use: it ends, is started again, and goes on from the database.
ENTRYPOINT ["java", "-XX:MaxRAMPercentage=75", "-XX:+ExitOnOutOfMemoryError", "-jar", "hallpass.jar"]
