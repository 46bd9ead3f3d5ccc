package dev.stageloom.runtime;

import static dev.stageloom.runtime.StageTester.BUCKET;
import static dev.stageloom.runtime.StageTester.location;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stageloom.annotations.Compression;
import dev.stageloom.runtime.sample.Order;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Streams more data through a stage than fits into its JVM's memory. */
class ConstantMemoryTest {

  private static final long RECORDS = 1_000_000;
  private static final long BYTES = 200_000_000;

  @RegisterExtension final StageTester tester = new StageTester();

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource
  void streamsMoreThanTheHeapHolds(Compression compression) throws Exception {
    Path output = folder.resolve("output.txt");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-Daws.endpointUrlS3=" + tester.server().endpoint(),
                "-Daws.region=eu-west-1",
                "-Daws.accessKeyId=test",
                "-Daws.secretAccessKey=test",
                "-cp",
                System.getProperty("java.class.path"),
                Stages.class.getName(),
                compression.name())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();

    assertThat(process.waitFor()).as(() -> read(output)).isZero();

    Path bucket = tester.server().root().resolve(BUCKET);
    Path written = bucket.resolve(location("NextStage").key());
    if (compression == Compression.NONE) {
      assertThat(Files.size(bucket.resolve(location("EtlStage").key()))).isGreaterThan(BYTES);
    }
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                Decompression.of(Files.newInputStream(written)), StandardCharsets.UTF_8))) {
      assertThat(lines.lines().count()).isEqualTo(RECORDS);
    }
    assertThat(Files.readAllLines(output))
        .contains(
            "{\"status\":\"SUCCEEDED\",\"stage\":\"EtlStage\",\"recordsProcessed\":1000000}",
            "{\"status\":\"SUCCEEDED\",\"stage\":\"NextStage\",\"recordsProcessed\":1000000}");
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return e.toString();
    }
  }

  /** Two stages, in a JVM of their own. */
  static final class Stages {
    private Stages() {}

    public static void main(String[] arguments) throws IOException {
      StageRuntime runtime = StageRuntime.create();
      Compression compression = Compression.valueOf(arguments[0]);
      DataType<Order> type = runtime.type(Order.class);
      run(
          runtime,
          "EtlStage",
          "null",
          invocation -> {
            invocation.compressOutput(compression);
            invocation.writeStream(type, LongStream.range(0, RECORDS).mapToObj(Order::of));
          });
      run(
          runtime,
          "NextStage",
          "\"EtlStage\"",
          invocation -> {
            invocation.compressOutput(compression);
            invocation.writeStream(
                type,
                invocation.input().stream(type)
                    // Every item at once, were the stream's items buffered.
                    .flatMap(order -> List.of(order).stream()));
          });
    }

    private static void run(StageRuntime runtime, String stage, String previous, StageBody body)
        throws IOException {
      ByteArrayOutputStream response = new ByteArrayOutputStream();
      String event = StageTester.event(stage, previous, "\"initialData\":{}");
      runtime.handle(
          stage,
          new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)),
          response,
          new TestContext(),
          body);
      System.out.println(response.toString(StandardCharsets.UTF_8));
    }
  }
}
