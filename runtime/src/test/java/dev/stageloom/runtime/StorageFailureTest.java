package dev.stageloom.runtime;

import static dev.stageloom.runtime.StageTester.event;
import static dev.stageloom.runtime.StageTester.location;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpServer;
import dev.stageloom.runtime.s3.ObjectContent;
import dev.stageloom.runtime.s3.ObjectHeaders;
import dev.stageloom.runtime.s3.ObjectId;
import dev.stageloom.runtime.s3.ObjectPage;
import dev.stageloom.runtime.s3.ObjectStorage;
import dev.stageloom.runtime.s3.ObjectStorageException;
import dev.stageloom.runtime.s3.S3Access;
import dev.stageloom.runtime.s3.UploadedPart;
import dev.stageloom.runtime.sample.Order;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(S3Access.class)
class StorageFailureTest {

  private final S3Access access;
  private final BrokenConnections connections = new BrokenConnections();

  @RegisterExtension final StageTester tester;

  StorageFailureTest(S3Access access) {
    this.access = access;
    this.tester =
        new StageTester(
            access,
            s3 -> {
              connections.s3 = s3;
              return connections;
            });
  }

  /** Breaks the bodies of answers, and requests to abort an upload. */
  private static final class BrokenConnections implements ObjectStorage {
    private final List<String> ranges = new ArrayList<>();
    private ObjectStorage s3;
    private int breakAfter = Integer.MAX_VALUE;
    private boolean endQuietly;
    private boolean failAborts;

    @Override
    public ObjectContent get(ObjectId object) {
      ranges.add("all");
      return breaking(s3.get(object));
    }

    @Override
    public ObjectContent get(ObjectId object, long start, String etag) {
      ranges.add("from " + start);
      return breaking(s3.get(object, start, etag));
    }

    private ObjectContent breaking(ObjectContent content) {
      return new ObjectContent(
          content.etag(), content.contentType(), content.contentLength(), breaking(content.body()));
    }

    private InputStream breaking(InputStream body) {
      return new FilterInputStream(body) {
        private int left = breakAfter;

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
          if (left == 0) {
            if (endQuietly) {
              return -1;
            }
            throw new IOException("Connection reset");
          }
          int count = super.read(buffer, offset, Math.min(length, left));
          left -= Math.max(0, count);
          return count;
        }
      };
    }

    @Override
    public void put(ObjectId object, ObjectHeaders headers, byte[] bytes, int length) {
      s3.put(object, headers, bytes, length);
    }

    @Override
    public ObjectPage list(String bucket, String prefix, int maxKeys, String token) {
      return s3.list(bucket, prefix, maxKeys, token);
    }

    @Override
    public String createMultipartUpload(ObjectId object, ObjectHeaders headers) {
      return s3.createMultipartUpload(object, headers);
    }

    @Override
    public UploadedPart uploadPart(
        ObjectId object, String uploadId, int number, byte[] bytes, int length) {
      return s3.uploadPart(object, uploadId, number, bytes, length);
    }

    @Override
    public void completeMultipartUpload(
        ObjectId object, String uploadId, List<UploadedPart> parts) {
      s3.completeMultipartUpload(object, uploadId, parts);
    }

    @Override
    public void abortMultipartUpload(ObjectId object, String uploadId) {
      if (failAborts) {
        throw new ObjectStorageException("AbortMultipartUpload", "no connection", null);
      }
      s3.abortMultipartUpload(object, uploadId);
    }
  }

  @Test
  void readingGoesOnAfterBrokenConnections() {
    List<Order> orders = IntStream.range(0, 2_000).mapToObj(Order::of).toList();
    String text =
        orders.stream()
            .map(order -> StageTester.json(tester.orders(), order))
            .collect(Collectors.joining("\n"));
    tester.putOutput(text);
    connections.breakAfter = 100_000;

    assertThat(tester.readList(tester.orders())).isEqualTo(orders);
    connections.endQuietly = true;
    assertThat(tester.readList(tester.orders())).isEqualTo(orders);

    assertThat(connections.ranges)
        .containsSubsequence("all", "from 100000", "from 200000", "all", "from 100000");
  }

  @Test
  void readingGivesUpWhenNothingArrives() {
    tester.putOutput("{}");
    connections.breakAfter = 0;

    assertThatExceptionOfType(StorageException.class)
        .isThrownBy(() -> tester.readList(tester.triggers()))
        .withMessageContaining("cannot read " + location("WriteStage").uri())
        .withMessageContaining("Connection reset");
  }

  @Test
  void readingDoesNotMixTwoVersionsOfAnObject() {
    String lines = "{\"count\":1}\n".repeat(50_000);
    tester.putOutput(lines);
    connections.breakAfter = 100_000;

    assertThatExceptionOfType(StorageException.class)
        .isThrownBy(
            () ->
                tester.read(
                    input -> {
                      var items = input.iterator(tester.triggers());
                      items.next();
                      tester.putOutput(lines.replace('1', '2'));
                      items.forEachRemaining(item -> assertThat(item.count()).isEqualTo(1));
                      return "";
                    }))
        .withMessageContaining("S3 answered 412 PreconditionFailed");
  }

  @Test
  void failedAbortDoesNotHideTheFailure() {
    connections.failAborts = true;

    assertThatExceptionOfType(ArithmeticException.class)
        .isThrownBy(
            () ->
                tester.runFirst(
                    "WriteStage",
                    "{}",
                    invocation ->
                        invocation.writeStream(
                            tester.orders(),
                            LongStream.range(0, 60_000)
                                .mapToObj(id -> Order.of(id + 1 / (59_999 - id))))))
        .satisfies(
            e ->
                assertThat(e.getSuppressed())
                    .singleElement()
                    .isInstanceOf(StorageException.class)
                    .extracting(Throwable::getMessage)
                    .asString()
                    .contains("cannot drop the unfinished upload of s3:", "no connection"));
    assertThat(tester.keys()).isEmpty();
  }

  @Test
  void namesMissingBucket() {
    String event =
        event("S", "null", "\"initialData\":{}").replace("workflow-bucket", "other-bucket");

    assertThatExceptionOfType(StorageException.class)
        .isThrownBy(
            () ->
                tester.handle(
                    "S", event, invocation -> invocation.writeList(tester.orders(), List.of())))
        .withMessageContaining(
            "cannot write s3://other-bucket/executions/execution-1/S/output.json: the bucket does"
                + " not exist");
  }

  @Test
  void namesMissingPermission() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    byte[] denied =
        "<Error><Code>AccessDenied</Code><Message>Access Denied</Message></Error>"
            .getBytes(StandardCharsets.UTF_8);
    server.createContext(
        "/",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          exchange.sendResponseHeaders(403, denied.length);
          exchange.getResponseBody().write(denied);
          exchange.close();
        });
    server.start();
    try {
      URI endpoint = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
      assertThatExceptionOfType(StorageException.class)
          .isThrownBy(() -> runAt(endpoint, true))
          .withMessageContaining("cannot read s3://workflow-bucket/executions/execution-1/")
          .withMessageContaining(
              "access denied (S3 answered 403 AccessDenied); the stage's role needs"
                  + " s3:GetObject on arn:aws:s3:::workflow-bucket/executions/*")
          .withMessageContaining("s3:ListBucket");
      assertThatExceptionOfType(StorageException.class)
          .isThrownBy(() -> runAt(endpoint, false))
          .withMessageContaining("cannot write s3://workflow-bucket/executions/execution-1/")
          .withMessageContaining("the stage's role needs s3:PutObject");
    } finally {
      server.stop(0);
    }
  }

  @Test
  void namesStorageThatCannotBeReached() throws IOException {
    int port;
    try (ServerSocket socket = new ServerSocket(0)) {
      port = socket.getLocalPort();
    }

    assertThatExceptionOfType(StorageException.class)
        .isThrownBy(() -> runAt(URI.create("http://127.0.0.1:" + port), true))
        .withMessageContaining("cannot read s3://workflow-bucket/")
        .withCauseInstanceOf(ObjectStorageException.class);
  }

  private void runAt(URI endpoint, boolean read) throws IOException {
    StageRuntime runtime = StageRuntime.builder().objectStorage(access.at(endpoint)).build();
    runtime.handle(
        "S",
        new ByteArrayInputStream(
            event("S", "\"EtlStage\"", "\"x\":1").getBytes(StandardCharsets.UTF_8)),
        new ByteArrayOutputStream(),
        new TestContext(),
        invocation -> {
          if (read) {
            invocation.input().list(tester.triggers());
          } else {
            invocation.writeList(tester.triggers(), List.of());
          }
        });
  }
}
