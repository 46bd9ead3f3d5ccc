package dev.stageloom.local.s3;

import static dev.stageloom.local.s3.LocalS3Extension.BUCKET;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchUploadException;
import software.amazon.awssdk.services.s3.model.S3Exception;

class UploadsTest {

  private static final String KEY = "executions/e-1/EtlStage/output.json";
  private static final int PART = 5 << 20;

  @RegisterExtension final LocalS3Extension s3 = new LocalS3Extension();

  @Test
  void objectAppearsWhenItsUploadIsCompleted() {
    byte[] first = bytes(PART, 1);
    byte[] second = bytes(123, 2);
    String id = begin();
    List<CompletedPart> parts = List.of(part(id, 1, first), part(id, 2, second));

    assertThat(s3.keys()).isEmpty();
    assertThat(s3.files()).isEmpty();
    assertThat(s3.client().listParts(r -> r.bucket(BUCKET).key(KEY).uploadId(id)).parts())
        .extracting(part -> part.size())
        .containsExactly((long) PART, 123L);
    assertThat(s3.client().listMultipartUploads(r -> r.bucket(BUCKET)).uploads())
        .extracting(upload -> upload.uploadId())
        .containsExactly(id);

    CompleteMultipartUploadResponse done = complete(id, parts);

    assertThat(done.eTag()).matches("\"[0-9a-f]{32}-2\"");
    byte[] stored =
        s3.client().getObjectAsBytes(r -> r.bucket(BUCKET).key(KEY)).asByteArrayUnsafe();
    assertThat(stored).startsWith(first).endsWith(second).hasSize(PART + 123);
    HeadObjectResponse head = s3.client().headObject(r -> r.bucket(BUCKET).key(KEY));
    assertThat(head.eTag()).isEqualTo(done.eTag());
    assertThat(head.metadata()).containsEntry("stage", "EtlStage");
    assertThat(s3.root().resolve(".stageloom/uploads")).isEmptyDirectory();
  }

  @Test
  void abortedUploadLeavesNothing() {
    String id = begin();
    part(id, 1, bytes(10, 1));

    s3.client().abortMultipartUpload(r -> r.bucket(BUCKET).key(KEY).uploadId(id));

    assertThat(s3.keys()).isEmpty();
    assertThat(s3.client().listMultipartUploads(r -> r.bucket(BUCKET)).uploads()).isEmpty();
    assertThat(s3.root().resolve(".stageloom/uploads")).isEmptyDirectory();
    assertThatExceptionOfType(NoSuchUploadException.class)
        .isThrownBy(() -> part(id, 2, bytes(10, 1)));
  }

  @Test
  void laterPartOfTheSameNumberReplacesTheEarlier() {
    String id = begin();
    part(id, 1, bytes(10, 1));
    CompletedPart second = part(id, 1, bytes(20, 2));

    complete(id, List.of(second));

    assertThat(s3.client().headObject(r -> r.bucket(BUCKET).key(KEY)).contentLength())
        .isEqualTo(20);
  }

  @Test
  void refusesPartsThatS3Refuses() {
    String id = begin();
    CompletedPart small = part(id, 1, bytes(10, 1));
    CompletedPart last = part(id, 2, bytes(10, 2));

    assertRefused("EntityTooSmall", id, List.of(small, last));
    assertRefused("InvalidPartOrder", id, List.of(last, small));
    assertRefused(
        "InvalidPart", id, List.of(CompletedPart.builder().partNumber(3).eTag("x").build()));
    assertRefused(
        "InvalidPart", id, List.of(CompletedPart.builder().partNumber(1).eTag("x").build()));
    assertRefused("MalformedXML", id, new ArrayList<>());
    assertThat(s3.keys()).isEmpty();
  }

  @Test
  void completesConditionally() {
    s3.put(KEY, "there already");
    String id = begin();
    CompletedPart part = part(id, 1, bytes(10, 1));

    assertThatExceptionOfType(S3Exception.class)
        .isThrownBy(
            () ->
                s3.client()
                    .completeMultipartUpload(
                        r ->
                            r.bucket(BUCKET)
                                .key(KEY)
                                .uploadId(id)
                                .ifNoneMatch("*")
                                .multipartUpload(upload -> upload.parts(part))))
        .satisfies(e -> assertThat(e.statusCode()).isEqualTo(412));
    assertThat(s3.get(KEY)).isEqualTo("there already");
  }

  @Test
  void copiesPart() {
    s3.put("source", "0123456789");
    String id = begin();

    String etag =
        s3.client()
            .uploadPartCopy(
                r ->
                    r.sourceBucket(BUCKET)
                        .sourceKey("source")
                        .copySourceRange("bytes=2-4")
                        .destinationBucket(BUCKET)
                        .destinationKey(KEY)
                        .uploadId(id)
                        .partNumber(1))
            .copyPartResult()
            .eTag();
    complete(id, List.of(CompletedPart.builder().partNumber(1).eTag(etag).build()));

    assertThat(s3.get(KEY)).isEqualTo("234");
  }

  private void assertRefused(String code, String id, List<CompletedPart> parts) {
    assertThatExceptionOfType(S3Exception.class)
        .isThrownBy(() -> complete(id, parts))
        .satisfies(e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo(code));
  }

  private String begin() {
    return s3.client()
        .createMultipartUpload(r -> r.bucket(BUCKET).key(KEY).metadata(Map.of("stage", "EtlStage")))
        .uploadId();
  }

  private CompletedPart part(String id, int number, byte[] bytes) {
    String etag =
        s3.client()
            .uploadPart(
                r -> r.bucket(BUCKET).key(KEY).uploadId(id).partNumber(number),
                RequestBody.fromBytes(bytes))
            .eTag();
    return CompletedPart.builder().partNumber(number).eTag(etag).build();
  }

  private CompleteMultipartUploadResponse complete(String id, List<CompletedPart> parts) {
    return s3.client()
        .completeMultipartUpload(
            r ->
                r.bucket(BUCKET)
                    .key(KEY)
                    .uploadId(id)
                    .multipartUpload(upload -> upload.parts(parts)));
  }

  private static byte[] bytes(int count, int seed) {
    byte[] bytes = new byte[count];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }
}
