package dev.stageloom.runtime.spark;

import dev.stageloom.local.s3.LocalS3;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * A Spark session and an S3 server, started once for all test classes and stopped after the last.
 * Tests take it as a parameter; each test uses an execution id of its own.
 */
public final class TestCluster implements ParameterResolver {

  /** The bucket of the tests. */
  public static final String BUCKET = "stageloom-test";

  /** The parts of the cluster, closed by JUnit. */
  public static final class Running implements AutoCloseable {

    private final Path root;
    private final LocalS3 s3;
    private final S3Client client;
    private final SparkSession spark;
    private final AtomicInteger executions = new AtomicInteger();

    Running() {
      try {
        root = Files.createTempDirectory("stageloom-runtime-spark");
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      s3 = LocalS3.start(root.resolve("s3"));
      s3.createBucket(BUCKET);
      client =
          S3Client.builder()
              .endpointOverride(s3.endpoint())
              .region(Region.US_EAST_1)
              .credentialsProvider(
                  StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
              .forcePathStyle(true)
              .build();
      spark =
          SparkSession.builder()
              // Two threads, and each task is tried three times.
              .master("local[2,3]")
              .appName("stageloom-runtime-spark")
              .config("spark.ui.enabled", false)
              .config("spark.driver.bindAddress", "127.0.0.1")
              .config("spark.driver.host", "127.0.0.1")
              .config("spark.sql.shuffle.partitions", 2)
              .config("spark.sql.warehouse.dir", root.resolve("warehouse").toString())
              // The stricter of Spark's serializers: it cannot serialize records, for example.
              .config("spark.serializer", "org.apache.spark.serializer.KryoSerializer")
              // Not UTC: what is written must not depend on it.
              .config("spark.sql.session.timeZone", "America/New_York")
              .config("spark.hadoop.hadoop.tmp.dir", root.resolve("hadoop").toString())
              .config("spark.hadoop.fs.s3.impl", "org.apache.hadoop.fs.s3a.S3AFileSystem")
              .config("spark.hadoop.fs.s3a.endpoint", s3.endpoint().toString())
              .config("spark.hadoop.fs.s3a.endpoint.region", "us-east-1")
              .config("spark.hadoop.fs.s3a.path.style.access", true)
              .config("spark.hadoop.fs.s3a.access.key", "test")
              .config("spark.hadoop.fs.s3a.secret.key", "test")
              .config(
                  "spark.hadoop.fs.s3a.aws.credentials.provider",
                  "org.apache.hadoop.fs.s3a.SimpleAWSCredentialsProvider")
              .config("spark.hadoop.fs.s3a.directory.marker.retention", "keep")
              .config("spark.hadoop.fs.s3a.bucket.probe", 0)
              .config("spark.hadoop.fs.s3a.attempts.maximum", 1)
              .getOrCreate();
    }

    /** A new execution of a workflow that has the stages EtlStage and HeavyEtlStage. */
    public Execution newExecution() {
      return new Execution(this, "run-" + executions.incrementAndGet());
    }

    /** The session. */
    public SparkSession spark() {
      return spark;
    }

    /** Puts an object, as a Lambda stage would. */
    public void put(String key, String content) {
      client.putObject(put -> put.bucket(BUCKET).key(key), RequestBody.fromString(content));
    }

    /** Puts an object, as a Lambda stage would. */
    public void put(String key, byte[] content) {
      client.putObject(put -> put.bucket(BUCKET).key(key), RequestBody.fromBytes(content));
    }

    /** An object's bytes. */
    public byte[] bytes(String key) {
      return client.getObjectAsBytes(get -> get.bucket(BUCKET).key(key)).asByteArray();
    }

    /** An object's content. */
    public String get(String key) {
      return client.getObjectAsBytes(get -> get.bucket(BUCKET).key(key)).asUtf8String();
    }

    /** Whether there is an object. */
    public boolean exists(String key) {
      return names(key).contains("");
    }

    /** The rest of the keys that start with a prefix. */
    public List<String> names(String prefix) {
      return client.listObjectsV2(list -> list.bucket(BUCKET).prefix(prefix)).contents().stream()
          .map(object -> object.key().substring(prefix.length()))
          .sorted()
          .toList();
    }

    @Override
    public void close() throws IOException {
      spark.stop();
      client.close();
      s3.close();
      try (Stream<Path> files = Files.walk(root)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Running.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getRoot()
        .getStore(ExtensionContext.Namespace.GLOBAL)
        .getOrComputeIfAbsent(Running.class, key -> new Running(), Running.class);
  }
}
