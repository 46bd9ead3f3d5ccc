package dev.stageloom.runtime.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.ZstdInputStream;
import com.github.luben.zstd.ZstdOutputStream;
import dev.stageloom.annotations.Compression;
import dev.stageloom.annotations.contract.CompressionFormat;
import dev.stageloom.annotations.contract.StageSummary;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoder;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Compressed outputs, written and read by Glue stages. */
@ExtendWith(TestCluster.class)
class CompressionTest {

  public record Line(String article, int quantity) {}

  private static final Encoder<Line> LINE = StageEncoders.of(Line.class);

  private static Dataset<Line> lines(SparkSession spark, int count, int partitions) {
    return spark
        .range(0, count, 1, partitions)
        .selectExpr(
            "concat('ä', sha2(CAST(id AS STRING), 256)) AS article", "CAST(id AS INT) AS quantity")
        .as(LINE);
  }

  private static List<Integer> quantities(GlueInput input) {
    return input.dataset(LINE).collectAsList().stream().map(Line::quantity).sorted().toList();
  }

  private static List<Integer> range(int to) {
    return IntStream.range(0, to).boxed().toList();
  }

  private static String text(int items) {
    return IntStream.range(0, items)
        .mapToObj(i -> "{\"article\":\"ä" + i + "\",\"quantity\":" + i + "}\n")
        .collect(Collectors.joining());
  }

  private static byte[] compressed(Compression compression, String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out =
        compression == Compression.GZIP
            ? new GZIPOutputStream(bytes)
            : new ZstdOutputStream(bytes).setChecksum(true)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }

  private static String decompressed(byte[] bytes) throws IOException {
    InputStream source = new ByteArrayInputStream(bytes);
    try (InputStream in =
        CompressionFormat.of(bytes) == Compression.GZIP
            ? new GZIPInputStream(source)
            : new ZstdInputStream(source)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @ParameterizedTest
  @EnumSource
  void partsAreWrittenAndRead(Compression compression, TestCluster.Running cluster)
      throws IOException {
    Execution execution = cluster.newExecution();
    GlueInvocation writer = execution.start();
    writer.compressOutput(compression);

    StageSummary summary = writer.write(lines(execution.spark(), 3_000, 3));

    assertThat(summary.recordsWritten()).isEqualTo(3_000);
    assertThat(execution.outputParts())
        .hasSize(3)
        .allMatch(name -> name.endsWith(".json" + compression.extension()));
    for (String part : execution.outputParts()) {
      byte[] bytes = cluster.bytes(execution.output().datasetPrefix() + part);
      assertThat(CompressionFormat.of(bytes)).isEqualTo(compression);
      assertThat(cluster.get(execution.output().successKey()))
          .contains("{\"name\":\"" + part + "\",\"records\":1000,\"bytes\":" + bytes.length + "}");
      if (compression != Compression.NONE) {
        assertThat(decompressed(bytes).lines()).hasSize(1_000);
      }
    }
    GlueInvocation reader = execution.start();
    assertThat(quantities(reader.output(Execution.STAGE))).isEqualTo(range(3_000));
    assertThat(reader.finish().recordsRead()).isEqualTo(3_000);
    assertThat(execution.start().output(Execution.STAGE).rows().columns())
        .containsExactly("article", "quantity");
  }

  @ParameterizedTest
  @EnumSource
  void partsAreAsLargeAsOneTaskReads(Compression compression, TestCluster.Running cluster)
      throws IOException {
    Execution execution = cluster.newExecution();
    SparkSession spark = execution.spark().newSession();
    spark.conf().set("spark.sql.files.maxPartitionBytes", 100_000);
    GlueInvocation writer = GlueInvocation.start(spark, Execution.STAGE, execution.args());
    writer.compressOutput(compression);

    writer.write(lines(spark, 10_000, 1));

    // About 100 bytes an item, compressed or not.
    assertThat(execution.outputParts()).hasSizeBetween(8, 12);
    assertThat(quantities(execution.start().output(Execution.STAGE))).isEqualTo(range(10_000));
  }

  @ParameterizedTest
  @EnumSource
  void singleObjectIsWrittenAndRead(Compression compression, TestCluster.Running cluster) {
    Execution execution = cluster.newExecution();
    GlueInvocation writer = execution.start();
    writer.compressOutput(compression);

    writer.writeSingleObject(lines(execution.spark(), 3_000, 3));

    assertThat(CompressionFormat.of(cluster.bytes(execution.output().key())))
        .isEqualTo(compression);
    assertThat(quantities(execution.start().output(Execution.STAGE))).isEqualTo(range(3_000));
  }

  @ParameterizedTest
  @EnumSource(names = "NONE", mode = EnumSource.Mode.EXCLUDE)
  void objectOfLambdaStageIsReadByOneTask(Compression compression, TestCluster.Running cluster)
      throws IOException {
    Execution execution = cluster.newExecution();
    cluster.put(execution.input().key(), compressed(compression, text(20_000)));
    SparkSession spark = execution.spark().newSession();
    spark.conf().set("spark.sql.files.maxPartitionBytes", 1_000);

    GlueInput input = GlueInvocation.start(spark, Execution.STAGE, execution.args()).input();

    assertThat(input.dataset(LINE).rdd().getNumPartitions()).isOne();
    assertThat(quantities(input)).isEqualTo(range(20_000));
  }

  @ParameterizedTest
  @EnumSource(names = "NONE", mode = EnumSource.Mode.EXCLUDE)
  void whatOthersWroteIsToldByItsFirstBytes(Compression compression, TestCluster.Running cluster)
      throws IOException {
    Execution execution = cluster.newExecution();
    SparkSession spark = execution.spark().newSession();
    spark.conf().set("spark.sql.files.maxPartitionBytes", 1_000);
    String array = "[" + text(500).strip().replace("\n", ",\n") + "]";
    cluster.put(execution.input().datasetPrefix() + "a", compressed(compression, text(9_000)));
    cluster.put(execution.input().datasetPrefix() + "b", compressed(compression, array));
    cluster.put(execution.input().datasetPrefix() + "c", text(300));
    cluster.put(execution.input().successKey(), "");

    GlueInput input = GlueInvocation.start(spark, Execution.STAGE, execution.args()).input();

    assertThat(input.dataset(LINE).collectAsList()).hasSize(9_800);
  }

  @ParameterizedTest
  @EnumSource(names = "NONE", mode = EnumSource.Mode.EXCLUDE)
  void joinedFilesAreReadWhole(Compression compression, TestCluster.Running cluster)
      throws IOException {
    Execution execution = cluster.newExecution();
    byte[] first = compressed(compression, text(9_000));
    byte[] both = Arrays.copyOf(first, 2 * first.length);
    System.arraycopy(first, 0, both, first.length, first.length);
    cluster.put(execution.input().key(), both);

    assertThat(execution.start().input().dataset(LINE).count()).isEqualTo(18_000);
  }

  @ParameterizedTest
  @EnumSource(names = "NONE", mode = EnumSource.Mode.EXCLUDE)
  void cutOffOrChangedFilesAreErrorsAndLeaveNoOutput(
      Compression compression, TestCluster.Running cluster) throws IOException {
    Execution execution = cluster.newExecution();
    byte[] whole = compressed(compression, text(20_000));
    byte[] changed = whole.clone();
    changed[whole.length / 2] ^= 0x40;

    for (byte[] broken :
        List.of(
            Arrays.copyOf(whole, whole.length - 1),
            Arrays.copyOf(whole, whole.length / 2),
            changed)) {
      cluster.put(execution.input().key(), broken);
      GlueInvocation invocation = execution.start();

      assertThatThrownBy(() -> invocation.write(invocation.input().dataset(LINE)))
          .isInstanceOf(InvalidDataException.class)
          .hasMessageContaining("stage HeavyEtlStage cannot read " + execution.input().uri());
    }
    assertThat(cluster.exists(execution.output().successKey())).isFalse();

    cluster.put(execution.input().key(), Arrays.copyOf(whole, whole.length - 1));
    assertThatThrownBy(() -> execution.start().input().dataset(LINE).count())
        .hasStackTraceContaining("its compression is broken");
  }

  @Test
  void lineNumbersAreThoseOfTheText(TestCluster.Running cluster) throws IOException {
    Execution execution = cluster.newExecution();
    cluster.put(
        execution.input().key(),
        compressed(Compression.GZIP, text(5_000) + "{\"article\":1,\"quantity\":1}\n"));
    GlueInvocation invocation = execution.start();

    assertThatThrownBy(() -> invocation.write(invocation.input().dataset(LINE)))
        .isInstanceOf(InvalidDataException.class)
        .hasMessageContaining("output.json, line 5001: ");
  }
}
