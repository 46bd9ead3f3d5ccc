package dev.stageloom.local.s3;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An embedded S3-compatible server for local runs and tests. It listens on 127.0.0.1 and a free
 * port, over HTTP. Credentials and signatures are not checked.
 *
 * <p>An object lies at {@code root/bucket/key}, so it can be looked at and edited with any tool.
 * Where a file system cannot do what S3 can (a key that is also the prefix of other keys, that ends
 * in a slash or has an empty, {@code .} or {@code ..} element) the object lies under {@code
 * root/.stageloom} instead; through S3 it looks as any other. Metadata and unfinished uploads lie
 * there too. An object appears at once when its last byte has arrived, never half.
 *
 * <p>Supported: buckets; PutObject, GetObject (ranges, conditions), HeadObject, CopyObject,
 * DeleteObject, DeleteObjects, ListObjects and ListObjectsV2, multipart uploads, UploadPartCopy;
 * conditional writes; checksums CRC32, CRC32C, SHA-1, SHA-256 and MD5 of what is sent; user
 * metadata; path-style addresses. Anything else is answered with S3's {@code NotImplemented}.
 *
 * <p>One root folder belongs to one server at a time.
 */
public final class LocalS3 implements AutoCloseable {

  /** A sixth of how long the AWS SDK waits. */
  static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Path root;
  private final HttpServer server;
  private final ExecutorService threads;
  private final Buckets buckets;

  private LocalS3(Path root, HttpServer server, ExecutorService threads, Buckets buckets) {
    this.root = root;
    this.server = server;
    this.threads = threads;
    this.buckets = buckets;
  }

  /**
   * Starts a server. Buckets and objects that are under the folder are served; uploads that another
   * server left unfinished there are dropped.
   *
   * @param root the folder for the buckets; created if it is not there
   * @return the running server
   * @throws UncheckedIOException if the folder cannot be written or no port can be opened
   */
  public static LocalS3 start(Path root) {
    return start(root, Uploads.SMALLEST_PART);
  }

  /**
   * Starts a server as {@link #start(Path)} does, which takes smaller parts of multipart uploads
   * than S3: for tests of what uploads many parts.
   *
   * @param root the folder for the buckets; created if it is not there
   * @param smallestPart the smallest size of a part that is not the last, in bytes; S3's is 5 MiB
   * @return the running server
   * @throws UncheckedIOException if the folder cannot be written or no port can be opened
   */
  public static LocalS3 start(Path root, long smallestPart) {
    return start(root, smallestPart, PATIENCE);
  }

  /** Starts a server whose clients wait no longer than that for a sign of an answer. */
  static LocalS3 start(Path root, long smallestPart, Duration patience) {
    try {
      return startServer(root.toAbsolutePath().normalize(), smallestPart, patience);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "the local S3 server cannot start with the folder " + root + ": " + e, e);
    }
  }

  private static LocalS3 startServer(Path root, long smallestPart, Duration patience)
      throws IOException {
    Files.createDirectories(root);
    Layout layout = new Layout(root);
    Buckets.deleteTree(layout.uploads());
    Buckets.deleteTree(layout.temporary());
    Buckets buckets = new Buckets(layout);
    ObjectStore objects = new ObjectStore(layout, buckets);
    BodyReceiver bodies = new BodyReceiver(objects);
    ObjectOperations objectOperations = new ObjectOperations(objects, bodies);
    Router router =
        new Router(
            new BucketOperations(buckets, objects),
            objectOperations,
            new UploadOperations(
                buckets,
                objects,
                new Uploads(layout, objects, smallestPart),
                bodies,
                objectOperations),
            patience);
    disableNagle();
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
    ExecutorService threads = Executors.newCachedThreadPool(new Threads());
    server.setExecutor(threads);
    server.createContext("/", router);
    server.start();
    return new LocalS3(root, server, threads, buckets);
  }

  /**
   * The JDK's server sends headers and body apart; with Nagle's algorithm each answer then waits
   * some 40 ms for an acknowledgement. The property is read when the first server is created.
   */
  private static void disableNagle() {
    String property = "sun.net.httpserver.nodelay";
    if (System.getProperty(property) == null) {
      System.setProperty(property, "true");
    }
  }

  /**
   * Where the server listens.
   *
   * @return {@code http://127.0.0.1:port}, for path-style addresses
   */
  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /**
   * The folder of the buckets.
   *
   * @return an absolute path
   */
  public Path root() {
    return root;
  }

  /**
   * Creates a bucket; nothing happens if it exists.
   *
   * @param bucket its name: 3 to 63 lower-case letters, digits, {@code .} and {@code -}
   * @throws IllegalArgumentException if the name breaks S3's rules
   * @throws UncheckedIOException if its folder cannot be created
   */
  public void createBucket(String bucket) {
    try {
      buckets.create(bucket);
    } catch (S3Exception e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    } catch (IOException e) {
      throw new UncheckedIOException("the bucket " + bucket + " cannot be created: " + e, e);
    }
  }

  /**
   * Stops the server at once. The objects stay; unfinished uploads are dropped at the next start.
   */
  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  /** Names the server's threads and keeps them from holding the JVM. */
  private static final class Threads implements ThreadFactory {
    private final AtomicInteger count = new AtomicInteger();

    @Override
    public Thread newThread(Runnable task) {
      Thread thread = new Thread(task, "local-s3-" + count.incrementAndGet());
      thread.setDaemon(true);
      return thread;
    }
  }
}
