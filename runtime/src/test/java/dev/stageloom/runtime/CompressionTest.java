package dev.stageloom.runtime;

import static dev.stageloom.runtime.StageTester.BUCKET;
import static dev.stageloom.runtime.StageTester.location;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.github.luben.zstd.ZstdOutputStreamNoFinalizer;
import dev.stageloom.annotations.Compression;
import dev.stageloom.annotations.contract.CompressionFormat;
import dev.stageloom.runtime.s3.S3Access;
import dev.stageloom.runtime.sample.Order;
import dev.stageloom.runtime.sample.Trigger;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

@ParameterizedClass
@EnumSource(S3Access.class)
class CompressionTest {

  @RegisterExtension final StageTester tester;

  CompressionTest(S3Access access) {
    tester = new StageTester(access);
  }

  private void write(Compression compression, StageBody body) {
    tester.runFirst(
        "WriteStage",
        "{}",
        invocation -> {
          invocation.compressOutput(compression);
          body.run(invocation);
        });
  }

  private HeadObjectResponse head() {
    return tester.s3().headObject(r -> r.bucket(BUCKET).key(location("WriteStage").key()));
  }

  private byte[] stored() {
    return tester
        .s3()
        .getObjectAsBytes(r -> r.bucket(BUCKET).key(location("WriteStage").key()))
        .asByteArray();
  }

  private static byte[] compressed(Compression compression, String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out =
        compression == Compression.GZIP
            ? new GZIPOutputStream(bytes)
            : new ZstdOutputStreamNoFinalizer(bytes).setChecksum(true)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }

  @ParameterizedTest
  @EnumSource
  void whatIsWrittenIsRead(Compression compression) {
    List<Order> orders = LongStream.range(0, 5_000).mapToObj(Order::of).toList();

    write(compression, invocation -> invocation.writeStream(tester.orders(), orders.stream()));

    assertThat(CompressionFormat.of(stored())).isEqualTo(compression);
    assertThat(head().contentType()).isEqualTo("application/x-ndjson");
    assertThat(head().contentEncoding())
        .isEqualTo(compression == Compression.NONE ? null : compression.contentEncoding());
    assertThat(tester.readStream(tester.orders())).isEqualTo(orders);
    assertThat(tester.readList(tester.orders())).isEqualTo(orders);
    assertThat(tester.summary().recordsRead()).isEqualTo(5_000);
  }

  @ParameterizedTest
  @EnumSource
  void valuesAndEmptyCollectionsAreCompressedToo(Compression compression) {
    write(compression, invocation -> invocation.writeValue(tester.triggers(), new Trigger("a", 1)));
    assertThat(head().contentType()).isEqualTo("application/json");
    assertThat(tester.readValue(tester.triggers())).isEqualTo(new Trigger("a", 1));

    write(compression, invocation -> invocation.writeList(tester.orders(), List.of()));
    assertThat(tester.readList(tester.orders())).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(names = "NONE", mode = EnumSource.Mode.EXCLUDE)
  void largeOutputIsUploadedInParts(Compression compression) {
    DataType<Trigger> type = tester.triggers();
    Random random = new Random(1);
    byte[] noise = new byte[3_000];
    List<Trigger> items =
        IntStream.range(0, 5_000)
            .mapToObj(
                i -> {
                  random.nextBytes(noise);
                  return new Trigger(Base64.getEncoder().encodeToString(noise), i);
                })
            .toList();

    write(compression, invocation -> invocation.writeIterator(type, items.iterator()));

    assertThat(head().contentLength()).isGreaterThan(ObjectUpload.PART_SIZE);
    assertThat(head().eTag()).as("the tag of an upload in two parts").contains("-2");
    assertThat(head().contentEncoding()).isEqualTo(compression.contentEncoding());
    assertThat(tester.readList(type)).isEqualTo(items);
    assertThat(tester.uploads()).isZero();
  }

  @ParameterizedTest
  @EnumSource(names = "NONE", mode = EnumSource.Mode.EXCLUDE)
  void failureLeavesNothing(Compression compression) {
    Random random = new Random(1);
    byte[] noise = new byte[30_000];

    assertThatIllegalStateException()
        .isThrownBy(
            () ->
                write(
                    compression,
                    invocation ->
                        invocation.writeStream(
                            tester.triggers(),
                            Stream.iterate(0, i -> i + 1)
                                .map(
                                    i -> {
                                      if (i == 1_000) {
                                        throw new IllegalStateException("the stage's own");
                                      }
                                      random.nextBytes(noise);
                                      return new Trigger(
                                          Base64.getEncoder().encodeToString(noise), i);
                                    }))))
        .withMessage("the stage's own");

    assertThat(tester.keys()).isEmpty();
    assertThat(tester.uploads()).isZero();
  }

  @ParameterizedTest
  @EnumSource(names = "NONE", mode = EnumSource.Mode.EXCLUDE)
  void joinedOutputsAreReadWhole(Compression compression) throws IOException {
    byte[] first = compressed(compression, "{\"source\":\"a\",\"count\":1}\n".repeat(9_000));
    byte[] second = compressed(compression, "{\"source\":\"b\",\"count\":2}\n");
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    tester.put(location("WriteStage").key(), both);

    List<Trigger> read = tester.readList(tester.triggers());

    assertThat(read).hasSize(9_001).last().isEqualTo(new Trigger("b", 2));
  }

  @ParameterizedTest
  @EnumSource(names = "NONE", mode = EnumSource.Mode.EXCLUDE)
  void cutOffOutputIsAnError(Compression compression) {
    write(
        compression,
        invocation ->
            invocation.writeStream(tester.orders(), LongStream.range(0, 300).mapToObj(Order::of)));
    byte[] whole = stored();

    for (int length = CompressionFormat.LENGTH; length < whole.length; length += 41) {
      tester.put(location("WriteStage").key(), Arrays.copyOf(whole, length));

      assertThatExceptionOfType(InvalidDataException.class)
          .as("cut off at %s of %s", length, whole.length)
          .isThrownBy(this::copy)
          .withMessageContaining("cannot read the output of stage WriteStage: s3://")
          .withMessageContaining("its compression is broken");
    }
    assertThat(tester.keys()).containsExactly(location("WriteStage").key());
  }

  /** A stage that hands on what it reads. */
  private void copy() {
    tester.run(
        "NextStage",
        "WriteStage",
        invocation ->
            invocation.writeStream(tester.orders(), invocation.input().stream(tester.orders())));
  }

  @ParameterizedTest
  @EnumSource(names = "NONE", mode = EnumSource.Mode.EXCLUDE)
  void changedOutputIsAnError(Compression compression) {
    write(
        compression,
        invocation ->
            invocation.writeStream(tester.orders(), LongStream.range(0, 300).mapToObj(Order::of)));
    byte[] whole = stored();

    for (int i = 30; i < whole.length; i += 97) {
      byte[] changed = whole.clone();
      changed[i] ^= 0x40;
      tester.put(location("WriteStage").key(), changed);

      assertThatExceptionOfType(InvalidDataException.class)
          .as("byte %s of %s changed", i, whole.length)
          .isThrownBy(this::copy)
          .withMessageContaining("s3://" + BUCKET);
    }
    assertThat(tester.keys()).containsExactly(location("WriteStage").key());
  }

  @Test
  void valueThatIsCutOffIsAnError() {
    write(
        Compression.GZIP,
        invocation -> invocation.writeValue(tester.triggers(), new Trigger("a", 1)));
    tester.put(location("WriteStage").key(), Arrays.copyOf(stored(), 20));

    assertThatExceptionOfType(InvalidDataException.class)
        .isThrownBy(() -> tester.readValue(tester.triggers()))
        .withMessageContaining(location("WriteStage").uri())
        .withMessageContaining("its compression is broken: the data ends in the middle");
  }

  @ParameterizedTest
  @EnumSource
  void samplesGoThroughTheCompressor(Compression compression) {
    Priming priming = new Priming();

    priming.compress(compression);
    priming.sample(tester.triggers(), "{\"source\":\"a\",\"count\":1}");
  }
}
