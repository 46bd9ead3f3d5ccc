package dev.stageloom.runtime.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;

/** What the storage makes of S3's answers. */
class HttpObjectStorageTest {

  private static final ObjectId OBJECT = new ObjectId("bucket", "folder/key");
  private static final byte[] BYTES = "content".getBytes(StandardCharsets.UTF_8);
  private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

  @RegisterExtension final ScriptedServer server = new ScriptedServer();

  private HttpObjectStorage storage() {
    return storage(S3Access.CREDENTIALS);
  }

  private HttpObjectStorage storage(AwsCredentialsProvider credentials) {
    return HttpObjectStorage.create(
        S3Endpoint.at(server.endpoint().toString()),
        S3Access.REGION,
        credentials,
        new RetryPolicy(3, 1, 2, 20),
        Clock.fixed(NOW, ZoneOffset.UTC));
  }

  private void put() {
    storage().put(OBJECT, new ObjectHeaders("text/plain", ""), BYTES, BYTES.length);
  }

  private static String read(ObjectContent content) throws IOException {
    try (var body = content.body()) {
      return new String(body.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "500, InternalError", "502, BadGateway", "503, SlowDown", "503, ServiceUnavailable",
    "504, GatewayTimeout", "400, RequestTimeout", "429, TooManyRequests", "400, ThrottlingException"
  })
  void triesAgainWhatMayPass(int status, String code) {
    server.error(status, code).error(status, code);

    put();

    assertThat(server.requests()).hasSize(3).allSatisfy(r -> assertThat(r.body()).isEqualTo(BYTES));
  }

  @Test
  void triesAgainWithoutBodyOfTheError() {
    server.answer(503, "").answer(500, "<html>");

    put();

    assertThat(server.requests()).hasSize(3);
  }

  @Test
  void triesAgainAfterBrokenConnections() throws IOException {
    server
        .reset()
        .raw("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-")
        .answer(200, "content", "ETag: \"1\"");

    assertThat(read(storage().get(OBJECT))).isEqualTo("content");
    assertThat(server.requests()).hasSizeGreaterThanOrEqualTo(3);
  }

  @Test
  void triesAgainWhenAnswerBreaksOff() {
    server
        .raw("HTTP/1.1 200 OK\r\nContent-Length: 500\r\nConnection: close\r\n\r\n<ListBucket")
        .answer(200, "<ListBucketResult><Contents><Key>a%2Bb</Key></Contents></ListBucketResult>");

    assertThat(storage().list("bucket", "a", 10, null).keys()).containsExactly("a+b");
  }

  @Test
  void givesUpAfterThreeAttempts() {
    server
        .error(503, "SlowDown")
        .error(503, "SlowDown")
        .error(503, "SlowDown", "x-amz-request-id: R");

    assertThatExceptionOfType(ObjectStorageException.class)
        .isThrownBy(this::put)
        .satisfies(
            e -> {
              assertThat(e.operation()).isEqualTo("PutObject");
              assertThat(e.statusCode()).isEqualTo(503);
              assertThat(e.errorCode()).isEqualTo("SlowDown");
              assertThat(e.requestId()).isEqualTo("R");
            })
        .withMessage("PutObject: S3 answered 503 SlowDown: told to fail");
    assertThat(server.requests()).hasSize(3);
  }

  @Test
  void saysWhyS3CannotBeReached() {
    server.reset().reset().reset().reset().reset().reset();

    assertThatExceptionOfType(ObjectStorageException.class)
        .isThrownBy(this::put)
        .withMessageStartingWith("PutObject did not reach S3: java.net.SocketException")
        .withCauseInstanceOf(IOException.class)
        .satisfies(e -> assertThat(e.statusCode()).isZero());
  }

  @ParameterizedTest
  @CsvSource({"403, AccessDenied", "404, NoSuchBucket", "400, InvalidRequest", "412, Any"})
  void doesNotTryAgainWhatIsRefused(int status, String code) {
    server.error(status, code);

    assertThatExceptionOfType(ObjectStorageException.class)
        .isThrownBy(this::put)
        .satisfies(e -> assertThat(e.errorCode()).isEqualTo(code));
    assertThat(server.requests()).hasSize(1);
  }

  @Test
  void largeContentIsNotSentWhileS3IsTooBusy() {
    server.error(503, "SlowDown");
    byte[] large = new byte[4 << 20];

    storage().uploadPart(OBJECT, "id", 1, large, large.length);

    assertThat(server.requests())
        .extracting(request -> request.body().length)
        .containsExactly(0, large.length);
  }

  @Test
  void saysWhyLargeContentIsRefused() {
    server.error(403, "AccessDenied").error(403, "AccessDenied");
    byte[] large = new byte[4 << 20];

    assertThatExceptionOfType(ObjectStorageException.class)
        .isThrownBy(() -> storage().uploadPart(OBJECT, "id", 1, large, large.length))
        .withMessage("UploadPart: S3 answered 403 AccessDenied: told to fail");

    server.error(403, "AccessDenied").reset();
    assertThatExceptionOfType(ObjectStorageException.class)
        .isThrownBy(() -> storage().uploadPart(OBJECT, "id", 1, large, large.length))
        .satisfies(e -> assertThat(e.statusCode()).isEqualTo(403));
  }

  @Test
  void takesTheTimeOfS3WhereItsOwnIsWrong() {
    String date =
        DateTimeFormatter.RFC_1123_DATE_TIME.format(
            NOW.plus(Duration.ofHours(3)).atOffset(ZoneOffset.UTC));
    server.error(403, "RequestTimeTooSkewed", "Date: " + date);
    HttpObjectStorage storage = storage();

    storage.put(OBJECT, new ObjectHeaders("text/plain", ""), BYTES, BYTES.length);
    storage.put(OBJECT, new ObjectHeaders("text/plain", ""), BYTES, BYTES.length);

    assertThat(server.requests())
        .extracting(request -> request.headers().get("x-amz-date"))
        .containsExactly("20261123T120000Z", "20261123T150000Z", "20261123T150000Z");
  }

  @Test
  void triesOnceOnlyToTakeTheTimeOfS3() {
    server
        .error(403, "RequestTimeTooSkewed", "Date: Mon, 23 Nov 2026 15:00:00 GMT")
        .error(403, "RequestTimeTooSkewed", "Date: Mon, 23 Nov 2026 18:00:00 GMT");

    assertThatExceptionOfType(ObjectStorageException.class)
        .isThrownBy(this::put)
        .satisfies(e -> assertThat(e.errorCode()).isEqualTo("RequestTimeTooSkewed"));
    assertThat(server.requests()).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource({
    "301, PermanentRedirect",
    "307, TemporaryRedirect",
    "400, AuthorizationHeaderMalformed"
  })
  void namesTheRegionOfTheBucket(int status, String code) {
    server.error(
        status, code, "x-amz-bucket-region: ap-south-1", "Location: http://127.0.0.1:1/elsewhere");

    assertThatExceptionOfType(ObjectStorageException.class)
        .isThrownBy(this::put)
        .withMessageContaining(
            "the bucket bucket is in the region ap-south-1, and S3 was asked in eu-west-1");
    assertThat(server.requests()).hasSize(1);
  }

  @Test
  void findsErrorInAnswerThatBeganWell() {
    List<UploadedPart> parts = List.of(new UploadedPart(1, "\"e\"", "AAAAAA=="));
    server
        .error(200, "InternalError")
        .answer(200, "  \n<?xml version=\"1.0\"?><CompleteMultipartUploadResult/>");

    storage().completeMultipartUpload(OBJECT, "id", parts);

    assertThat(server.requests()).hasSize(2);
    server.error(200, "InvalidPart");
    assertThatExceptionOfType(ObjectStorageException.class)
        .isThrownBy(() -> storage().completeMultipartUpload(OBJECT, "id", parts))
        .satisfies(e -> assertThat(e.errorCode()).isEqualTo("InvalidPart"));
    assertThat(server.requests()).hasSize(3);
    assertThat(new String(server.requests().get(0).body(), StandardCharsets.UTF_8))
        .isEqualTo(
            "<CompleteMultipartUpload xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"><Part>"
                + "<ChecksumCRC32>AAAAAA==</ChecksumCRC32><ETag>&quot;e&quot;</ETag>"
                + "<PartNumber>1</PartNumber></Part></CompleteMultipartUpload>");
  }

  @Test
  void emptyAnswerCompletesNothing() {
    server.answer(200, "").answer(200, "").answer(200, "");

    assertThatExceptionOfType(ObjectStorageException.class)
        .isThrownBy(() -> storage().completeMultipartUpload(OBJECT, "id", List.of()))
        .withMessageContaining("the answer is not XML");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<!DOCTYPE a [<!ENTITY e SYSTEM \"file:///etc/hostname\">]><ListBucketResult>"
            + "<Contents><Key>&e;</Key></Contents></ListBucketResult>",
        "<!DOCTYPE a><ListBucketResult/>",
        "<ListBucketResult>&undefined;</ListBucketResult>",
        "<ListBucketResult>",
        "<Other/>",
        "no XML"
      })
  void refusesWhatS3DoesNotWrite(String xml) {
    server.answer(200, xml).answer(200, xml).answer(200, xml);

    assertThatExceptionOfType(ObjectStorageException.class)
        .isThrownBy(() -> storage().list("bucket", "", 10, null))
        .withMessageContaining("the answer is");
  }

  @Test
  void listsPageByPage() {
    server
        .answer(
            200,
            "<ListBucketResult xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">"
                + "<EncodingType>url</EncodingType><Contents><Key>a%2F1+2</Key></Contents>"
                + "<Contents><Key>a%2F%C3%A4%01</Key></Contents>"
                + "<NextContinuationToken>t/1=</NextContinuationToken></ListBucketResult>")
        .answer(200, "<ListBucketResult/>");

    ObjectPage first = storage().list("bucket", "a/", 1000, null);
    ObjectPage last = storage().list("bucket", "a/", 998, first.nextToken());

    assertThat(first.keys()).containsExactly("a/1 2", "a/ä\u0001");
    assertThat(last).isEqualTo(new ObjectPage(List.of(), null));
    assertThat(server.requests())
        .extracting(ScriptedServer.Request::rawQuery)
        .containsExactly(
            "encoding-type=url&list-type=2&max-keys=1000&prefix=a%2F",
            "continuation-token=t%2F1%3D&encoding-type=url&list-type=2&max-keys=998&prefix=a%2F");
  }

  @Test
  void noticesContentThatHasChangedOnItsWay() throws IOException {
    // The CRC-32 of "content".
    String crc32 = "/sUwqQ==";
    server
        .answer(200, "content", "x-amz-checksum-crc32: " + crc32)
        .answer(200, "c0ntent", "x-amz-checksum-crc32: " + crc32);

    assertThat(read(storage().get(OBJECT))).isEqualTo("content");
    ObjectContent changed = storage().get(OBJECT);
    assertThatExceptionOfType(ObjectStorageException.class)
        .isThrownBy(() -> read(changed))
        .withMessageContaining("it was changed on its way");
    assertThat(server.requests().get(0).headers()).containsEntry("x-amz-checksum-mode", "ENABLED");
    put();
    assertThat(server.requests().get(2).headers()).containsEntry("x-amz-checksum-crc32", crc32);
  }

  @Test
  void partsAreNotTakenForTheWholeObjectsChecksum() throws IOException {
    server.answer(200, "content", "x-amz-checksum-crc32: AAAAAA==-2");

    assertThat(read(storage().get(OBJECT))).isEqualTo("content");
  }

  @Test
  void refusesAnotherRangeThanItAskedFor() throws IOException {
    server
        .answer(206, "tent", "Content-Range: bytes 3-6/7", "ETag: \"1\"")
        .answer(200, "content")
        .answer(206, "ntent", "Content-Range: bytes 2-6/7");

    assertThat(read(storage().get(OBJECT, 3, "\"1\""))).isEqualTo("tent");
    assertThat(server.requests().get(0).headers())
        .containsEntry("range", "bytes=3-")
        .containsEntry("if-match", "\"1\"");
    for (int i = 0; i < 2; i++) {
      assertThatExceptionOfType(ObjectStorageException.class)
          .isThrownBy(() -> storage().get(OBJECT, 3, "\"1\""))
          .withMessageContaining("from byte 3 on, and has answered with another part of it");
    }
  }

  @Test
  void keepsTheConnectionAfterAllIsRead() throws IOException {
    server.answer(200, "one").answer(200, "two");
    HttpObjectStorage storage = storage();

    read(storage.get(OBJECT));
    read(storage.get(OBJECT));
    put();

    assertThat(server.connections()).isEqualTo(1);
  }

  @Test
  void asksForCredentialsAnewForEachRequest() {
    int[] asked = new int[1];
    HttpObjectStorage storage =
        storage(
            () -> {
              asked[0]++;
              return S3Access.CREDENTIALS.resolveCredentials();
            });

    storage.abortMultipartUpload(OBJECT, "id");
    storage.abortMultipartUpload(OBJECT, "id");

    assertThat(asked[0]).isEqualTo(2);
  }

  @Test
  void saysThatThereAreNoCredentials() {
    HttpObjectStorage storage =
        storage(
            () -> {
              throw SdkClientException.create("no credentials here");
            });

    assertThatExceptionOfType(ObjectStorageException.class)
        .isThrownBy(() -> storage.abortMultipartUpload(OBJECT, "id"))
        .withMessage("no credentials here");
    assertThat(server.requests()).isEmpty();
  }

  @Test
  void sendsTheTraceByWhichLambdaFindsLoops() {
    System.setProperty("com.amazonaws.xray.traceHeader", "Root=1-5e");
    try {
      put();
    } finally {
      System.clearProperty("com.amazonaws.xray.traceHeader");
    }

    assertThat(server.requests().get(0).headers()).containsEntry("x-amzn-trace-id", "Root=1-5e");
  }

  @Test
  void waitsLongerFromAttemptToAttempt() {
    RetryPolicy policy = new RetryPolicy(9, 100, 1_000, 20_000);
    ObjectStorageException failed =
        new ObjectStorageException("GetObject", 500, "InternalError", "", "", null);
    ObjectStorageException throttled =
        new ObjectStorageException("GetObject", 503, "SlowDown", "", "", null);

    for (int i = 0; i < 1_000; i++) {
      assertThat(policy.delayMillis(1, failed)).isBetween(0L, 100L);
      assertThat(policy.delayMillis(3, failed)).isBetween(0L, 400L);
      assertThat(policy.delayMillis(2, throttled)).isBetween(0L, 2_000L);
      assertThat(policy.delayMillis(70, throttled)).isBetween(0L, 20_000L);
    }
  }
}
