package dev.stageloom.local.s3;

import static dev.stageloom.local.s3.LocalS3Extension.BUCKET;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.ListObjectsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Keys: their listing, and those that a file system cannot hold as they are. */
class KeysTest {

  @RegisterExtension final LocalS3Extension s3 = new LocalS3Extension();

  @Test
  void listsInTheOrderOfBytes() {
    List<String> sorted = List.of("a", "a-b", "a.b", "a/b", "a/b/c", "a0", "ä", "\uff41", "😀");
    sorted.stream().sorted((x, y) -> y.compareTo(x)).forEach(key -> s3.put(key, key));

    assertThat(s3.keys()).isEqualTo(sorted);
  }

  @Test
  void listsByPrefixAndDelimiter() {
    for (String key : List.of("x/1/a", "x/1/b", "x/2/a", "x/y", "xx", "z")) {
      s3.put(key, key);
    }

    ListObjectsV2Response page =
        s3.client().listObjectsV2(request -> request.bucket(BUCKET).prefix("x/").delimiter("/"));

    assertThat(page.contents()).extracting(S3Object::key).containsExactly("x/y");
    assertThat(page.contents().get(0).size()).isEqualTo(3);
    assertThat(page.commonPrefixes())
        .extracting(CommonPrefix::prefix)
        .containsExactly("x/1/", "x/2/");
    assertThat(page.keyCount()).isEqualTo(3);
    assertThat(page.isTruncated()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 100})
  void listsInPages(int size) {
    List<String> keys = IntStream.range(0, 7).mapToObj(i -> "k/" + i + " +é").toList();
    keys.forEach(key -> s3.put(key, key));

    assertThat(
            s3.client()
                .listObjectsV2Paginator(
                    request -> request.bucket(BUCKET).prefix("k/").maxKeys(size))
                .contents())
        .extracting(S3Object::key)
        .isEqualTo(keys);
    assertThat(
            s3.client()
                .listObjectsV2Paginator(
                    request -> request.bucket(BUCKET).delimiter("/").maxKeys(size))
                .commonPrefixes())
        .extracting(CommonPrefix::prefix)
        .containsExactly("k/");
  }

  @Test
  void firstVersionOfListingPagesToo() {
    for (String key : List.of("a/1", "a/2", "b/1", "c")) {
      s3.put(key, key);
    }

    ListObjectsResponse first =
        s3.client().listObjects(request -> request.bucket(BUCKET).delimiter("/").maxKeys(2));
    ListObjectsResponse second =
        s3.client()
            .listObjects(
                request ->
                    request.bucket(BUCKET).delimiter("/").maxKeys(2).marker(first.nextMarker()));

    assertThat(first.commonPrefixes()).extracting(CommonPrefix::prefix).containsExactly("a/", "b/");
    assertThat(first.isTruncated()).isTrue();
    assertThat(second.contents()).extracting(S3Object::key).containsExactly("c");
    assertThat(second.commonPrefixes()).isEmpty();
    assertThat(second.isTruncated()).isFalse();
  }

  @Test
  void startsAfterKey() {
    for (String key : List.of("a", "b", "c")) {
      s3.put(key, key);
    }

    assertThat(s3.client().listObjectsV2(r -> r.bucket(BUCKET).startAfter("a")).contents())
        .extracting(S3Object::key)
        .containsExactly("b", "c");
  }

  @Test
  void objectAndPrefixOfTheSameNameLiveTogether() throws IOException {
    s3.put("out.json", "object");
    s3.put("out.json/part-0", "part");

    assertThat(s3.get("out.json")).isEqualTo("object");
    assertThat(s3.get("out.json/part-0")).isEqualTo("part");
    assertThat(s3.keys()).containsExactly("out.json", "out.json/part-0");
    assertThat(s3.files()).containsExactly("out.json/part-0");
    assertThat(s3.client().headObject(r -> r.bucket(BUCKET).key("out.json")).eTag())
        .isEqualTo("\"a8cfde6331bd59eb2ac96f8911c4b666\"");

    s3.put("out.json", "second object");
    assertThat(s3.get("out.json")).isEqualTo("second object");

    s3.client().deleteObject(r -> r.bucket(BUCKET).key("out.json/part-0"));
    s3.put("out.json", "third object");
    assertThat(s3.files()).containsExactly("out.json");
    assertThat(s3.get("out.json")).isEqualTo("third object");
    assertThat(s3.keys()).containsExactly("out.json");

    s3.client().deleteObject(r -> r.bucket(BUCKET).key("out.json"));
    assertThat(s3.keys()).isEmpty();
    assertThatExceptionOfType(NoSuchKeyException.class).isThrownBy(() -> s3.get("out.json"));
  }

  @Test
  void fileFromOutsideGivesWayToPrefixOfItsName() throws IOException {
    Files.writeString(s3.root().resolve(BUCKET).resolve("out.json"), "by hand");

    s3.put("out.json/part-0", "part");

    assertThat(s3.get("out.json")).isEqualTo("by hand");
    assertThat(s3.keys()).containsExactly("out.json", "out.json/part-0");
  }

  @Test
  void prefixThenObjectOfTheSameName() {
    s3.put("out.json/part-0", "part");
    s3.put("out.json", "object");

    assertThat(s3.get("out.json")).isEqualTo("object");
    assertThat(s3.keys()).containsExactly("out.json", "out.json/part-0");
    s3.restart();
    assertThat(s3.get("out.json")).isEqualTo("object");
    assertThat(s3.keys()).containsExactly("out.json", "out.json/part-0");
  }

  @ParameterizedTest
  @ValueSource(strings = {"folder/", "a//b", "/a", "a/../../b", "../a", "a/./b", ".", "..", "a\\b"})
  void keyThatIsNoPathStaysUnderTheRoot(String key) throws IOException {
    Path outside = s3.root().resolveSibling("a");
    assertThat(outside).doesNotExist();

    s3.put(key, "text");

    assertThat(s3.get(key)).isEqualTo("text");
    assertThat(s3.keys()).containsExactly(key);
    assertThat(s3.files()).isEmpty();
    assertThat(outside).doesNotExist();
    try (Stream<Path> entries = Files.list(s3.root())) {
      assertThat(entries.map(each -> each.getFileName().toString()))
          .containsExactlyInAnyOrder(".stageloom", BUCKET);
    }
    s3.client().deleteObject(r -> r.bucket(BUCKET).key(key));
    assertThat(s3.keys()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a b", "a+b", "a%b", "a%2Fb", "a&b=c", "a?b", "a#b", "ä/ö", "日本", "😀", "a*~'(!)"})
  void keyWithSpecialCharactersIsFileOfThatName(String key) {
    s3.put(key, "text");

    assertThat(s3.get(key)).isEqualTo("text");
    assertThat(s3.keys()).containsExactly(key);
    assertThat(s3.files()).containsExactly(key);
  }

  @Test
  void managesBuckets() {
    s3.server().createBucket(BUCKET);
    s3.client().createBucket(r -> r.bucket("second-bucket"));
    assertThat(s3.client().listBuckets().buckets())
        .extracting(bucket -> bucket.name())
        .containsExactly(BUCKET, "second-bucket");
    s3.client().headBucket(r -> r.bucket("second-bucket"));

    s3.put("k", "text");
    assertThatExceptionOfType(S3Exception.class)
        .isThrownBy(() -> s3.client().deleteBucket(r -> r.bucket(BUCKET)))
        .satisfies(e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("BucketNotEmpty"));
    s3.client().deleteBucket(r -> r.bucket("second-bucket"));
    assertThat(s3.root().resolve("second-bucket")).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "ab", "Upper", "a_b", "-ab", "a..b", "../ab", ".stageloom"})
  void refusesBucketNameThatS3Refuses(String name) {
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> s3.server().createBucket(name))
        .withMessageContaining("is not a bucket's name");
  }
}
