package dev.stageloom.local.s3;

import static dev.stageloom.local.s3.LocalS3Extension.BUCKET;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;

class ObjectsTest {

  private static final String KEY = "executions/e-1/EtlStage/output.json";

  @RegisterExtension final LocalS3Extension s3 = new LocalS3Extension();

  @Test
  void objectIsPlainFileUnderItsKey() throws IOException {
    s3.put(KEY, "{\"city\":\"São Paulo\"}");

    assertThat(s3.root().resolve(BUCKET).resolve(KEY)).hasContent("{\"city\":\"São Paulo\"}");
    assertThat(s3.get(KEY)).isEqualTo("{\"city\":\"São Paulo\"}");
    assertThat(s3.files()).containsExactly(KEY);
    assertThat(s3.root().resolve(".stageloom/temporary")).isEmptyDirectory();
  }

  @Test
  void storesContentTypeAndUserMetadata() {
    s3.client()
        .putObject(
            request ->
                request
                    .bucket(BUCKET)
                    .key(KEY)
                    .contentType("application/json")
                    .cacheControl("no-cache")
                    .metadata(Map.of("stage", "EtlStage")),
            RequestBody.fromString("{}"));

    HeadObjectResponse head = s3.client().headObject(request -> request.bucket(BUCKET).key(KEY));

    assertThat(head.contentType()).isEqualTo("application/json");
    assertThat(head.cacheControl()).isEqualTo("no-cache");
    assertThat(head.contentEncoding()).isNull();
    assertThat(head.metadata()).containsExactly(Map.entry("stage", "EtlStage"));
    assertThat(head.contentLength()).isEqualTo(2);
    assertThat(head.eTag()).isEqualTo("\"99914b932bd37a50b983c5e7c90ae93b\"");
    assertThat(head.lastModified()).isNotNull();
  }

  @Test
  void metadataSurvivesRestart() {
    s3.client()
        .putObject(
            request -> request.bucket(BUCKET).key(KEY).metadata(Map.of("stage", "EtlStage")),
            RequestBody.fromString("{}"));

    s3.restart();

    HeadObjectResponse head = s3.client().headObject(request -> request.bucket(BUCKET).key(KEY));
    assertThat(head.metadata()).containsEntry("stage", "EtlStage");
    assertThat(head.eTag()).isEqualTo("\"99914b932bd37a50b983c5e7c90ae93b\"");
  }

  @Test
  void servesFilesThatWerePutThereByHand() throws IOException {
    s3.put(KEY, "old text");
    String before = s3.client().headObject(request -> request.bucket(BUCKET).key(KEY)).eTag();
    Files.writeString(s3.root().resolve(BUCKET).resolve(KEY), "edited text");
    Files.writeString(s3.root().resolve(BUCKET).resolve("new.txt"), "new text");

    assertThat(s3.get(KEY)).isEqualTo("edited text");
    assertThat(s3.get("new.txt")).isEqualTo("new text");
    assertThat(s3.client().headObject(request -> request.bucket(BUCKET).key(KEY)).eTag())
        .isNotEqualTo(before)
        .endsWith("-0\"");
    assertThat(s3.keys()).containsExactly(KEY, "new.txt");
  }

  @ParameterizedTest
  @EnumSource(
      value = ChecksumAlgorithm.class,
      names = {"CRC32", "CRC32_C", "SHA1", "SHA256"})
  void checksEveryChecksumInHeaderAndTrailer(ChecksumAlgorithm algorithm) {
    byte[] bytes = randomBytes(300_000);

    s3.client()
        .putObject(
            request -> request.bucket(BUCKET).key("header").checksumAlgorithm(algorithm),
            RequestBody.fromBytes(bytes));
    s3.client()
        .putObject(
            request -> request.bucket(BUCKET).key("trailer").checksumAlgorithm(algorithm),
            RequestBody.fromContentProvider(
                () -> new ByteArrayInputStream(bytes), "application/octet-stream"));

    assertThat(bytes("header")).isEqualTo(bytes);
    assertThat(bytes("trailer")).isEqualTo(bytes);
  }

  @Test
  void refusesBodyWithWrongChecksum() {
    assertThatExceptionOfType(S3Exception.class)
        .isThrownBy(
            () ->
                s3.client()
                    .putObject(
                        request -> request.bucket(BUCKET).key(KEY).checksumCRC32("AAAAAA=="),
                        RequestBody.fromString("text")))
        .satisfies(e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("BadDigest"));
    assertThat(s3.keys()).isEmpty();
  }

  @Test
  void readsAndWritesEmptyObject() {
    s3.put(KEY, "");

    assertThat(s3.get(KEY)).isEmpty();
    assertThat(s3.client().headObject(request -> request.bucket(BUCKET).key(KEY)).contentLength())
        .isZero();
  }

  @Test
  void overwrites() {
    s3.put(KEY, "first");
    s3.put(KEY, "second");

    assertThat(s3.get(KEY)).isEqualTo("second");
    assertThat(s3.keys()).containsExactly(KEY);
  }

  @ParameterizedTest
  @CsvSource({
    "bytes=0-4, 01234, bytes 0-4/10",
    "bytes=5-, 56789, bytes 5-9/10",
    "bytes=-3, 789, bytes 7-9/10",
    "bytes=8-100, 89, bytes 8-9/10",
    "bytes=-100, 0123456789, bytes 0-9/10"
  })
  void readsRange(String range, String expected, String contentRange) {
    s3.put(KEY, "0123456789");

    ResponseBytes<GetObjectResponse> part =
        s3.client().getObjectAsBytes(request -> request.bucket(BUCKET).key(KEY).range(range));

    assertThat(part.asUtf8String()).isEqualTo(expected);
    assertThat(part.response().contentRange()).isEqualTo(contentRange);
  }

  @ParameterizedTest
  @ValueSource(strings = {"bytes=10-", "bytes=5-4", "bytes=-0"})
  void refusesRangeOutsideOfObject(String range) {
    s3.put(KEY, "0123456789");

    assertThatExceptionOfType(S3Exception.class)
        .isThrownBy(
            () ->
                s3.client()
                    .getObjectAsBytes(request -> request.bucket(BUCKET).key(KEY).range(range)))
        .satisfies(e -> assertThat(e.statusCode()).isEqualTo(416));
  }

  @Test
  void missingKeyAndBucketAreNotFound() {
    assertThatExceptionOfType(NoSuchKeyException.class)
        .isThrownBy(() -> s3.get("no/such/key"))
        .satisfies(e -> assertThat(e.statusCode()).isEqualTo(404))
        .withMessageContaining("no/such/key");
    assertThatExceptionOfType(NoSuchKeyException.class)
        .isThrownBy(() -> s3.client().headObject(request -> request.bucket(BUCKET).key("nope")));
    assertThatExceptionOfType(NoSuchBucketException.class)
        .isThrownBy(
            () -> s3.client().getObject(request -> request.bucket("other-bucket").key("nope")));
    assertThatExceptionOfType(NoSuchBucketException.class)
        .isThrownBy(
            () ->
                s3.client()
                    .putObject(
                        request -> request.bucket("other-bucket").key("k"),
                        RequestBody.fromBytes(randomBytes(1_000_000))));
  }

  @Test
  void prefixIsNotAnObject() {
    s3.put(KEY + "/part-0", "{}");

    assertThatExceptionOfType(NoSuchKeyException.class).isThrownBy(() -> s3.get(KEY));
  }

  @Test
  void writesConditionally() {
    s3.put(KEY, "first");

    assertThatExceptionOfType(S3Exception.class)
        .isThrownBy(
            () ->
                s3.client()
                    .putObject(
                        request -> request.bucket(BUCKET).key(KEY).ifNoneMatch("*"),
                        RequestBody.fromString("second")))
        .satisfies(e -> assertThat(e.statusCode()).isEqualTo(412));
    assertThat(s3.get(KEY)).isEqualTo("first");

    String etag = s3.client().headObject(request -> request.bucket(BUCKET).key(KEY)).eTag();
    s3.client()
        .putObject(
            request -> request.bucket(BUCKET).key(KEY).ifMatch(etag),
            RequestBody.fromString("third"));
    assertThat(s3.get(KEY)).isEqualTo("third");
    assertThatExceptionOfType(S3Exception.class)
        .isThrownBy(
            () ->
                s3.client()
                    .putObject(
                        request -> request.bucket(BUCKET).key(KEY).ifMatch(etag),
                        RequestBody.fromString("fourth")))
        .satisfies(e -> assertThat(e.statusCode()).isEqualTo(412));
    s3.client()
        .putObject(
            request -> request.bucket(BUCKET).key("other").ifNoneMatch("*"),
            RequestBody.fromString("new"));
    assertThat(s3.get("other")).isEqualTo("new");
  }

  @Test
  void readsConditionally() {
    s3.put(KEY, "text");
    String etag = s3.client().headObject(request -> request.bucket(BUCKET).key(KEY)).eTag();

    assertThat(
            s3.client()
                .getObjectAsBytes(request -> request.bucket(BUCKET).key(KEY).ifMatch(etag))
                .asUtf8String())
        .isEqualTo("text");
    assertThatExceptionOfType(S3Exception.class)
        .isThrownBy(
            () ->
                s3.client()
                    .getObjectAsBytes(
                        request -> request.bucket(BUCKET).key(KEY).ifMatch("\"other\"")))
        .satisfies(e -> assertThat(e.statusCode()).isEqualTo(412));
    assertThatExceptionOfType(S3Exception.class)
        .isThrownBy(
            () ->
                s3.client()
                    .getObjectAsBytes(request -> request.bucket(BUCKET).key(KEY).ifNoneMatch(etag)))
        .satisfies(e -> assertThat(e.statusCode()).isEqualTo(304));
  }

  @Test
  void readerKeepsTheObjectItOpened() throws IOException {
    byte[] first = randomBytes(5_000_000);
    s3.client().putObject(request -> request.bucket(BUCKET).key(KEY), RequestBody.fromBytes(first));

    try (var reader = s3.client().getObject(request -> request.bucket(BUCKET).key(KEY))) {
      byte[] head = reader.readNBytes(10);
      s3.put(KEY, "replaced");
      byte[] rest = reader.readAllBytes();
      assertThat(head.length + rest.length).isEqualTo(first.length);
      assertThat(rest[rest.length - 1]).isEqualTo(first[first.length - 1]);
    }
    assertThat(s3.get(KEY)).isEqualTo("replaced");
  }

  @Test
  void copies() {
    s3.client()
        .putObject(
            request -> request.bucket(BUCKET).key("a b+c/ä").metadata(Map.of("m", "v")),
            RequestBody.fromString("text"));

    s3.client()
        .copyObject(
            request ->
                request
                    .sourceBucket(BUCKET)
                    .sourceKey("a b+c/ä")
                    .destinationBucket(BUCKET)
                    .destinationKey("copy"));

    assertThat(s3.get("copy")).isEqualTo("text");
    assertThat(s3.client().headObject(request -> request.bucket(BUCKET).key("copy")).metadata())
        .containsEntry("m", "v");
    assertThatExceptionOfType(NoSuchKeyException.class)
        .isThrownBy(
            () ->
                s3.client()
                    .copyObject(
                        request ->
                            request
                                .sourceBucket(BUCKET)
                                .sourceKey("nope")
                                .destinationBucket(BUCKET)
                                .destinationKey("copy")));
  }

  @Test
  void deletesOneAndMany() {
    s3.put("a/1", "1");
    s3.put("a/2", "2");
    s3.put("b", "3");

    s3.client().deleteObject(request -> request.bucket(BUCKET).key("b"));
    s3.client().deleteObject(request -> request.bucket(BUCKET).key("b"));
    var response =
        s3.client()
            .deleteObjects(
                request ->
                    request
                        .bucket(BUCKET)
                        .delete(
                            delete ->
                                delete.objects(
                                    object -> object.key("a/1"), object -> object.key("a/2"))));

    assertThat(response.deleted()).extracting(each -> each.key()).containsExactly("a/1", "a/2");
    assertThat(s3.keys()).isEmpty();
    assertThat(s3.root().resolve(BUCKET)).isEmptyDirectory();
  }

  @Test
  void refusesKeyThatS3Refuses() {
    assertThatExceptionOfType(S3Exception.class)
        .isThrownBy(() -> s3.put("k".repeat(1025), "text"))
        .satisfies(e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("KeyTooLongError"));
  }

  @Test
  void saysWhatItCannotDo() {
    assertThatExceptionOfType(S3Exception.class)
        .isThrownBy(() -> s3.client().getObjectTagging(request -> request.bucket(BUCKET).key(KEY)))
        .satisfies(e -> assertThat(e.statusCode()).isEqualTo(501))
        .withMessageContaining("tagging");
  }

  private byte[] bytes(String key) {
    return s3.client().getObjectAsBytes(request -> request.bucket(BUCKET).key(key)).asByteArray();
  }

  private static byte[] randomBytes(int count) {
    byte[] bytes = new byte[count];
    new Random(count).nextBytes(bytes);
    return bytes;
  }

  @Test
  void streamedBodyOfManyChunksArrivesWhole() {
    byte[] bytes = randomBytes(3_000_000);

    s3.client()
        .putObject(
            request -> request.bucket(BUCKET).key(KEY),
            RequestBody.fromContentProvider(
                () -> new ByteArrayInputStream(bytes), "application/octet-stream"));

    assertThat(bytes(KEY)).isEqualTo(bytes);
    assertThat(new String(bytes(KEY), 0, 20, StandardCharsets.ISO_8859_1))
        .isEqualTo(new String(bytes, 0, 20, StandardCharsets.ISO_8859_1));
  }
}
