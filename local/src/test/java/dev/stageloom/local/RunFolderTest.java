package dev.stageloom.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stageloom.local.s3.LocalS3;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFolderTest {

  @TempDir Path root;

  /** The object "a" is no plain file, because it is the prefix of another. */
  @Test
  void clearsAllObjectsOfOneWorkflow() throws Exception {
    try (RunFolder folder = RunFolder.take(root)) {
      try (LocalS3 s3 = LocalS3.start(folder.s3())) {
        for (String bucket : new String[] {"one-local", "two-local"}) {
          s3.createBucket(bucket);
          put(s3, bucket + "/a/b");
          put(s3, bucket + "/a");
        }
      }
      Files.writeString(folder.report("1"), "{\"workflow\": \"one\"}");
      Files.writeString(folder.log("1"), "");
      Files.writeString(folder.report("2"), "{\"workflow\": \"two\"}");
      Files.writeString(folder.log("2"), "");
      Files.writeString(folder.report("3"), "not JSON");

      folder.clear("one", "one-local");

      try (LocalS3 s3 = LocalS3.start(folder.s3())) {
        s3.createBucket("one-local");
        assertThat(status(s3, "one-local/a")).isEqualTo(404);
        assertThat(status(s3, "one-local/a/b")).isEqualTo(404);
        assertThat(status(s3, "two-local/a")).isEqualTo(200);
        assertThat(status(s3, "two-local/a/b")).isEqualTo(200);
      }
      assertThat(folder.report("1")).doesNotExist();
      assertThat(folder.log("1")).doesNotExist();
      assertThat(folder.report("2")).exists();
      assertThat(folder.log("2")).exists();
      assertThat(folder.report("3")).exists();
    }
  }

  @Test
  void deletesWhatAKilledRunLeft() throws IOException {
    Files.createDirectories(root.resolve(".work/spark"));
    try (RunFolder folder = RunFolder.take(root)) {
      assertThat(folder.work()).isEmptyDirectory();
      assertThat(root.resolve(".work/spark")).doesNotExist();
    }
    assertThat(root.resolve(".work")).doesNotExist();
  }

  private static void put(LocalS3 s3, String path) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(s3.endpoint() + "/" + path))
            .PUT(HttpRequest.BodyPublishers.ofString("x"))
            .build();
    assertThat(send(request)).isEqualTo(200);
  }

  private static int status(LocalS3 s3, String path) throws Exception {
    return send(HttpRequest.newBuilder(URI.create(s3.endpoint() + "/" + path)).build());
  }

  private static int send(HttpRequest request) throws IOException, InterruptedException {
    return HttpClient.newHttpClient()
        .send(request, HttpResponse.BodyHandlers.discarding())
        .statusCode();
  }
}
