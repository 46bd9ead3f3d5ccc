package dev.stageloom.local.service;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/**
 * The run's one Spark session, on all cores of this machine. It is started by the first Glue stage,
 * so a workflow without one never loads Spark. A session that exists already is taken, and left
 * open.
 */
final class LocalSpark implements AutoCloseable {

  private final String workflow;
  private final LocalStorage storage;
  private final Path work;
  private final RunLog log;
  private @Nullable SparkSession session;
  private boolean started;

  LocalSpark(String workflow, LocalStorage storage, Path work, RunLog log) {
    this.workflow = workflow;
    this.storage = storage;
    this.work = work;
    this.log = log;
  }

  /**
   * The session.
   *
   * @param onStart hears how long the start took, if this call started Spark
   */
  synchronized SparkSession session(Consumer<Duration> onStart) {
    if (session != null) {
      return session;
    }
    long start = System.nanoTime();
    SparkModules.check();
    SparkLogging.into(log);
    keepOffProxies();
    started = SparkSession.getDefaultSession().isEmpty();
    SparkSession.Builder builder = SparkSession.builder();
    if (started) {
      settings().forEach(builder::config);
    }
    SparkSession spark = builder.getOrCreate();
    storageSettings().forEach(spark.sparkContext().hadoopConfiguration()::set);
    session = spark;
    if (started) {
      onStart.accept(Duration.ofNanos(System.nanoTime() - start));
    }
    return spark;
  }

  /**
   * S3A's HTTP client sends requests to loopback to a configured proxy, too, unless this property
   * says otherwise. The JDK's own clients take this value by default.
   */
  private static void keepOffProxies() {
    String property = "http.nonProxyHosts";
    String hosts = System.getProperty(property, "");
    if (!hosts.contains("127.*")) {
      System.setProperty(property, (hosts.isEmpty() ? "" : hosts + "|") + "localhost|127.*|[::1]");
    }
  }

  /** The settings of the session for a process of its own, with those of the local S3. */
  Map<String, String> submitSettings() {
    Map<String, String> all = new LinkedHashMap<>(settings());
    storageSettings().forEach((name, value) -> all.put("spark.hadoop." + name, value));
    return all;
  }

  private Map<String, String> settings() {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("spark.master", "local[*]");
    settings.put("spark.app.name", workflow);
    settings.put("spark.ui.enabled", "false");
    settings.put("spark.driver.host", "127.0.0.1");
    settings.put("spark.driver.bindAddress", "127.0.0.1");
    settings.put("spark.local.dir", work.resolve("spark").toString());
    settings.put("spark.sql.warehouse.dir", work.resolve("warehouse").toUri().toString());
    // Glue's machines are in UTC.
    settings.put("spark.sql.session.timeZone", "UTC");
    // Spark's 200 are for a cluster.
    settings.put(
        "spark.sql.shuffle.partitions",
        Integer.toString(2 * Runtime.getRuntime().availableProcessors()));
    return settings;
  }

  private Map<String, String> storageSettings() {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("hadoop.tmp.dir", work.resolve("hadoop").toString());
    settings.put("fs.s3.impl", "org.apache.hadoop.fs.s3a.S3AFileSystem");
    settings.put("fs.s3a.impl", "org.apache.hadoop.fs.s3a.S3AFileSystem");
    settings.put("fs.s3a.endpoint", storage.endpoint().toString());
    settings.put("fs.s3a.endpoint.region", LocalStorage.REGION);
    settings.put("fs.s3a.path.style.access", "true");
    settings.put("fs.s3a.connection.ssl.enabled", "false");
    settings.put(
        "fs.s3a.aws.credentials.provider", "org.apache.hadoop.fs.s3a.SimpleAWSCredentialsProvider");
    settings.put("fs.s3a.access.key", LocalStorage.ACCESS_KEY);
    settings.put("fs.s3a.secret.key", LocalStorage.SECRET_KEY);
    settings.put("fs.s3a.buffer.dir", work.resolve("s3a").toString());
    settings.put("fs.s3a.bucket.probe", "0");
    settings.put("fs.s3a.directory.marker.retention", "keep");
    // A request that fails here fails again.
    settings.put("fs.s3a.attempts.maximum", "1");
    settings.put("fs.s3a.retry.limit", "1");
    return settings;
  }

  @Override
  public synchronized void close() {
    if (session == null) {
      return;
    }
    SparkSession spark = session;
    session = null;
    closeFileSystems(spark.sparkContext().hadoopConfiguration());
    if (started) {
      spark.stop();
      SparkSession.clearActiveSession();
      SparkSession.clearDefaultSession();
    }
    SparkLogging.detach(log);
  }

  /** Hadoop caches file systems by scheme and bucket: a later run has another endpoint. */
  private void closeFileSystems(Configuration configuration) {
    for (String scheme : List.of("s3", "s3a")) {
      try {
        FileSystem.get(URI.create(scheme + "://" + storage.bucket()), configuration).close();
      } catch (IOException e) {
        log.failure("spark", e);
      }
    }
  }
}
