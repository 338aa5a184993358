FROM confluentinc/cp-kafka-connect-base:7.8.0
ENV CONNECT_PLUGIN_PATH="/usr/share/java,/usr/share/confluent-hub-components" \
    CONNECT_BOOTSTRAP_SERVERS=kafka:9092 CONNECT_GROUP_ID=connect CONNECT_REST_PORT=8083 \
    CONNECT_KEY_CONVERTER=org.apache.kafka.connect.storage.StringConverter \
    KAFKA_HEAP_OPTS="-Xms512m -Xmx1g" KAFKA_OPTS="-javaagent:/opt/jmx/jmx_prometheus_javaagent.jar=9404:/opt/jmx/config.yml"
RUN confluent-hub install --no-prompt debezium/debezium-connector-postgresql:2.5.4 \
    && confluent-hub install --no-prompt --component-dir /opt/connectors confluentinc/kafka-connect-s3:10.5.0
USER root
RUN microdnf install -y tar gzip && microdnf clean all && rm -rf /var/cache/yum
COPY --chown=appuser:appuser --chmod=0644 config/*.properties /etc/kafka-connect/
RUN curl -fsSL --retry 3 -o /opt/jmx/jmx_prometheus_javaagent.jar https://repo1.maven.org/maven2/io/prometheus/jmx/jmx_prometheus_javaagent/1.0.1/jmx_prometheus_javaagent-1.0.1.jar
USER appuser
EXPOSE 8083 9404
HEALTHCHECK --start-period=60s CMD curl --fail --silent http://localhost:8083/connectors || exit 1
CMD ["bash", "-c", "/etc/confluent/docker/run & cub connect-ready localhost 8083 120 && kafka-topics --bootstrap-server kafka:9092 --create --topic events --partitions 3 --replication-factor 1; wait"]
