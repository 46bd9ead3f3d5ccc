package dev.stageloom.local.s3;

import static dev.stageloom.local.s3.LocalS3Extension.BUCKET;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.stageloom.local.s3.Uploads.NamedPart;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/** Uploads whose completion takes longer than a client waits. */
class LongCompletionTest {

  private static final String KEY = "k";

  @RegisterExtension final LocalS3Extension s3 = new LocalS3Extension(Duration.ZERO);

  @Test
  void spacesKeepTheClientWaiting() throws Exception {
    String id = s3.client().createMultipartUpload(r -> r.bucket(BUCKET).key(KEY)).uploadId();
    String etag = part(id);
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create(s3.server().endpoint() + "/" + BUCKET + "/" + KEY + "?uploadId=" + id))
            .POST(
                BodyPublishers.ofString(
                    "<CompleteMultipartUpload><Part><PartNumber>1</PartNumber><ETag>"
                        + etag.replace("\"", "")
                        + "</ETag></Part></CompleteMultipartUpload>"))
            .build();

    assertThat(HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body())
        .startsWith(Xml.DECLARATION + " <CompleteMultipartUploadResult")
        .containsOnlyOnce("<?xml");
    assertThat(s3.get(KEY)).isEqualTo("text");
  }

  @Test
  void clientsUnderstandTheSpaces() {
    String id = s3.client().createMultipartUpload(r -> r.bucket(BUCKET).key(KEY)).uploadId();
    CompletedPart part = CompletedPart.builder().partNumber(1).eTag(part(id)).build();

    String etag =
        s3.client()
            .completeMultipartUpload(
                r ->
                    r.bucket(BUCKET)
                        .key(KEY)
                        .uploadId(id)
                        .multipartUpload(upload -> upload.parts(part)))
            .eTag();

    assertThat(etag).isEqualTo(s3.client().headObject(r -> r.bucket(BUCKET).key(KEY)).eTag());
  }

  private String part(String id) {
    return s3.client()
        .uploadPart(
            r -> r.bucket(BUCKET).key(KEY).uploadId(id).partNumber(1),
            RequestBody.fromString("text"))
        .eTag();
  }

  @Test
  void secondCompletionWaitsAndFindsNoUpload() throws Exception {
    Layout layout = new Layout(s3.root());
    ObjectStore objects = new ObjectStore(layout, new Buckets(layout));
    Uploads uploads = new Uploads(layout, objects, 1);
    String id = uploads.begin(BUCKET, KEY, Map.of());
    Path file = Files.writeString(objects.newTemporaryFile(), "text");
    uploads.put(id, BUCKET, KEY, 1, new ReceivedBody(file, "00", 4));
    List<NamedPart> parts = List.of(new NamedPart(1, "00"));
    FutureTask<StoredObject> second =
        new FutureTask<>(
            () -> uploads.complete(id, BUCKET, KEY, parts, Preconditions.NONE, () -> {}));

    uploads.complete(id, BUCKET, KEY, parts, Preconditions.NONE, () -> awaitBlocked(second));

    assertThatExceptionOfType(ExecutionException.class)
        .isThrownBy(second::get)
        .havingCause()
        .withMessageContaining("There is no multipart upload");
    assertThat(s3.get(KEY)).isEqualTo("text");
  }

  private static void awaitBlocked(Runnable task) {
    Thread thread = new Thread(task);
    thread.start();
    while (thread.isAlive() && thread.getState() != Thread.State.BLOCKED) {
      Thread.onSpinWait();
    }
  }
}
