package dev.stageloom.local.s3;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** A server with the bucket {@value #BUCKET}, and a client with the SDK's default settings. */
final class LocalS3Extension implements BeforeEachCallback, AfterEachCallback {

  static final String BUCKET = "flow-bucket";

  private final Duration patience;
  private Path root;
  private LocalS3 server;
  private S3Client client;

  LocalS3Extension() {
    this(LocalS3.PATIENCE);
  }

  /** A server that shows sooner that an answer is under way. */
  LocalS3Extension(Duration patience) {
    this.patience = patience;
  }

  @Override
  public void beforeEach(ExtensionContext context) throws IOException {
    root = Files.createTempDirectory("local-s3-test");
    start();
    server.createBucket(BUCKET);
  }

  private void start() {
    server = LocalS3.start(root, Uploads.SMALLEST_PART, patience);
    client =
        S3Client.builder()
            .endpointOverride(server.endpoint())
            .region(Region.EU_WEST_1)
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .forcePathStyle(true)
            .build();
  }

  void restart() {
    stop();
    start();
  }

  private void stop() {
    client.close();
    server.close();
  }

  @Override
  public void afterEach(ExtensionContext context) throws IOException {
    stop();
    Buckets.deleteTree(root);
  }

  LocalS3 server() {
    return server;
  }

  S3Client client() {
    return client;
  }

  Path root() {
    return root;
  }

  void put(String key, String text) {
    client.putObject(request -> request.bucket(BUCKET).key(key), RequestBody.fromString(text));
  }

  String get(String key) {
    return client.getObjectAsBytes(request -> request.bucket(BUCKET).key(key)).asUtf8String();
  }

  List<String> keys() {
    return client.listObjectsV2Paginator(request -> request.bucket(BUCKET)).contents().stream()
        .map(object -> object.key())
        .toList();
  }

  /** The files under the bucket's folder, as paths relative to it. */
  List<String> files() {
    Path bucket = root.resolve(BUCKET);
    try (Stream<Path> tree = Files.walk(bucket)) {
      return tree.filter(Files::isRegularFile)
          .map(file -> bucket.relativize(file).toString().replace('\\', '/'))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
