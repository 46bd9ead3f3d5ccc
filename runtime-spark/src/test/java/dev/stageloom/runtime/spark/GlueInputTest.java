package dev.stageloom.runtime.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TestCluster.class)
class GlueInputTest {

  public record Line(String article, int quantity) {}

  public record Order(String id, List<Line> lines) {}

  public enum Color {
    RED,
    GREEN
  }

  @SuppressWarnings("ArrayRecordComponent")
  public record Everything(
      boolean flag,
      byte tiny,
      short small,
      int medium,
      long large,
      float single,
      double real,
      String text,
      byte[] bytes,
      BigDecimal decimal,
      BigInteger integer,
      LocalDate date,
      LocalDateTime dateTime,
      Instant instant,
      Duration duration,
      Color color,
      List<Color> colors,
      Map<String, Integer> counts,
      Map<LocalDate, Color> byDay,
      Map<Color, Map<Color, Color>> byColor,
      int[] numbers,
      Optional<Long> maybe) {}

  private static Dataset<Line> lines(Execution execution) {
    return execution.start().input().dataset(StageEncoders.of(Line.class));
  }

  private static List<Line> read(Execution execution) {
    return lines(execution).collectAsList();
  }

  /** Runs a reading as the job does, and expects a failure that is explained. */
  private static <E extends StageException> void fails(
      Class<E> type, ThrowingCallable reading, String... parts) {
    assertThatThrownBy(
            () -> {
              try {
                reading.call();
              } catch (Exception e) {
                throw StageFailures.rethrow(e);
              }
            })
        .isInstanceOf(type)
        .message()
        .contains(parts);
  }

  // What is read.

  @Test
  void jsonLines(TestCluster.Running cluster) throws IOException {
    Execution execution =
        cluster
            .newExecution()
            .withInput(
                """
                {"article":"Grüße 世界 🌍","quantity":1}\r

                \s\s
                {"quantity": 2, "unknown": {"a": [1]}, "article": null}
                {"quantity":3}\
                """);

    assertThat(read(execution))
        .containsExactly(new Line("Grüße 世界 🌍", 1), new Line(null, 2), new Line(null, 3));
  }

  @Test
  void jsonArrays(TestCluster.Running cluster) throws IOException {
    String compact = "[{\"article\":\"a\",\"quantity\":1},{\"article\":\"b\",\"quantity\":2}]";
    String pretty =
        """

          [
          {
            "article": "a",
            "quantity": 1
          },
          {
            "article": "b",
            "quantity": 2
          }
        ]
        """;
    String marked = "\uFEFF" + compact;

    for (String content : List.of(compact, pretty, marked)) {
      assertThat(read(cluster.newExecution().withInput(content)))
          .containsExactly(new Line("a", 1), new Line("b", 2));
    }
    assertThat(read(cluster.newExecution().withInput("[]"))).isEmpty();
  }

  @Test
  void byteOrderMarkBeforeLines(TestCluster.Running cluster) throws IOException {
    assertThat(read(cluster.newExecution().withInput("\uFEFF{\"quantity\":1}\n")))
        .containsExactly(new Line(null, 1));
  }

  @Test
  void nothing(TestCluster.Running cluster) throws IOException {
    assertThat(read(cluster.newExecution().withInput(""))).isEmpty();
    assertThat(read(cluster.newExecution().withInput(" \n\n"))).isEmpty();
  }

  @Test
  void everyType(TestCluster.Running cluster) throws IOException {
    Execution execution =
        cluster
            .newExecution()
            .withInput(
                "{\"flag\":true,\"tiny\":255,\"small\":-2,\"medium\":3,\"large\":9223372036854775807,"
                    + "\"single\":1.5,\"real\":1e3,\"text\":\"t\",\"bytes\":\"AQI=\","
                    + "\"decimal\":12.5,\"integer\":12345678901234567890,"
                    + "\"date\":\"2026-11-23\",\"dateTime\":\"2026-11-23T14:05\","
                    + "\"instant\":\"2026-11-23T15:05:00.123456789+01:00\","
                    + "\"duration\":\"PT26H0.5S\",\"color\":\"RED\",\"colors\":[\"GREEN\",null],"
                    + "\"counts\":{\"a\":1,\"b\":null},\"byDay\":{\"2026-11-23\":\"RED\"},"
                    + "\"byColor\":{\"RED\":{\"GREEN\":\"RED\"}},"
                    + "\"numbers\":[1,2],\"maybe\":7}");

    Everything item =
        execution
            .start()
            .input()
            .dataset(StageEncoders.of(Everything.class))
            .collectAsList()
            .get(0);

    assertThat(item.flag()).isTrue();
    assertThat(item.tiny()).isEqualTo((byte) -1);
    assertThat(item.small()).isEqualTo((short) -2);
    assertThat(item.medium()).isEqualTo(3);
    assertThat(item.large()).isEqualTo(Long.MAX_VALUE);
    assertThat(item.single()).isEqualTo(1.5f);
    assertThat(item.real()).isEqualTo(1000);
    assertThat(item.bytes()).containsExactly(1, 2);
    assertThat(item.decimal()).isEqualByComparingTo("12.5");
    assertThat(item.integer()).isEqualTo(new BigInteger("12345678901234567890"));
    assertThat(item.date()).isEqualTo("2026-11-23");
    assertThat(item.dateTime()).isEqualTo("2026-11-23T14:05:00");
    assertThat(item.instant()).isEqualTo("2026-11-23T14:05:00.123456Z");
    assertThat(item.duration()).isEqualTo(Duration.ofHours(26).plusMillis(500));
    assertThat(item.color()).isSameAs(Color.RED);
    assertThat(item.colors()).containsExactly(Color.GREEN, null);
    assertThat(item.counts()).containsEntry("a", 1).containsEntry("b", null);
    assertThat(item.byDay()).containsEntry(LocalDate.of(2026, 11, 23), Color.RED);
    assertThat(item.byColor()).containsEntry(Color.RED, Map.of(Color.GREEN, Color.RED));
    assertThat(item.numbers()).containsExactly(1, 2);
    assertThat(item.maybe()).contains(7L);
  }

  @Test
  void simpleValues(TestCluster.Running cluster) throws IOException {
    Execution texts = cluster.newExecution().withInput("\"a\"\n\"ü\"\nnull\n");
    assertThat(texts.start().input().dataset(StageEncoders.of(String.class)).collectAsList())
        .containsExactly("a", "ü", null);
    assertThat(texts.start().input().dataset(Encoders.STRING()).count()).isEqualTo(3);

    Execution numbers = cluster.newExecution().withInput("[1, 2,\n3]");
    assertThat(numbers.start().input().dataset(StageEncoders.of(Integer.class)).collectAsList())
        .containsExactly(1, 2, 3);

    Execution colors = cluster.newExecution().withInput("\"RED\"\n\"BLUE\"");
    fails(
        InvalidDataException.class,
        () -> colors.start().input().dataset(StageEncoders.of(Color.class)).collectAsList(),
        "line 2: the value must be one of [GREEN, RED]");
    fails(
        InvalidDataException.class,
        () -> texts.start().input().dataset(StageEncoders.of(Integer.class)).collectAsList(),
        "line 1: the value must be an int, but is a string");
  }

  @Test
  void decimalsOutsideOfSparksRange(TestCluster.Running cluster) throws IOException {
    Execution tiny =
        cluster
            .newExecution()
            .withInput("{\"value\":1e-999999999}\n{\"value\":0.1234567890123456789}");
    assertThat(
            tiny.start().input().dataset(StageEncoders.of(Amount.class)).collectAsList().stream()
                .map(Amount::value))
        .usingElementComparator(BigDecimal::compareTo)
        .containsExactly(BigDecimal.ZERO, new BigDecimal("0.123456789012345679"));

    for (String large : List.of("1e999999999", "100000000000000000000")) {
      Execution execution = cluster.newExecution().withInput("{\"value\":" + large + "}");
      fails(
          InvalidDataException.class,
          () -> execution.start().input().dataset(StageEncoders.of(Amount.class)).collectAsList(),
          "field \"value\" has more than 20 digits before the decimal point");
    }
  }

  public record Amount(BigDecimal value) {}

  @Test
  void filterAndGroupOnColumns(TestCluster.Running cluster) throws IOException {
    Execution execution =
        cluster
            .newExecution()
            .withInput(
                "{\"id\":\"1\",\"lines\":[{\"article\":\"a\",\"quantity\":1}]}\n"
                    + "{\"id\":\"2\",\"lines\":[{\"article\":\"a\",\"quantity\":2},"
                    + "{\"article\":\"b\",\"quantity\":3}]}\n");
    Dataset<Order> orders = execution.start().input().dataset(StageEncoders.of(Order.class));

    List<Row> sums =
        orders
            .selectExpr("explode(lines) AS line")
            .groupBy("line.article")
            .sum("line.quantity")
            .orderBy("article")
            .collectAsList();
    assertThat(sums)
        .extracting(row -> row.getString(0) + row.getLong(1))
        .containsExactly("a3", "b3");
    assertThat(orders.filter("id = '2'").collectAsList())
        .containsExactly(new Order("2", List.of(new Line("a", 2), new Line("b", 3))));
    assertThat(orders.as("l").crossJoin(orders.as("r")).count()).isEqualTo(4);
  }

  // Datasets.

  @Test
  void datasetOfTheListedPartsOnly(TestCluster.Running cluster) throws IOException {
    Execution execution =
        cluster
            .newExecution()
            .withInputFile("part-00000-a-0.json", "{\"quantity\":1}\n")
            .withInputFile("part-00001-a-1.json", "{\"quantity\":2}\n")
            .withInputFile("part-00000-old-0.json", "{\"quantity\":99}\n")
            .withInputFile(
                "_SUCCESS",
                "{\"stageloom\":1,\"stage\":\"EtlStage\",\"records\":2,\"parts\":["
                    + "{\"name\":\"part-00000-a-0.json\",\"records\":1,\"bytes\":15},"
                    + "{\"name\":\"part-00001-a-1.json\",\"records\":1,\"bytes\":15}]}");

    assertThat(read(execution)).containsExactlyInAnyOrder(new Line(null, 1), new Line(null, 2));
  }

  @Test
  void datasetWithAnEmptyMarkerIsAllFiles(TestCluster.Running cluster) throws IOException {
    Execution execution =
        cluster
            .newExecution()
            .withInputFile("part-00000.json", "{\"quantity\":1}\n")
            .withInputFile("part-00001.json", "[{\"quantity\":2}]")
            .withInputFile("_metadata", "hidden")
            .withInputFile(".hidden", "hidden")
            .withInputFile("_SUCCESS", "");

    assertThat(read(execution)).containsExactlyInAnyOrder(new Line(null, 1), new Line(null, 2));
  }

  @Test
  void datasetThatSparkItselfWrote(TestCluster.Running cluster) throws IOException {
    Execution execution = cluster.newExecution();
    execution.rows("{\"article\":\"ü\",\"quantity\":4}").write().json(execution.input().uri());

    assertThat(read(execution)).containsExactly(new Line("ü", 4));
  }

  @Test
  void datasetOfHadoopsCommitter(TestCluster.Running cluster) throws IOException {
    for (String slash : List.of("", "/")) {
      Execution execution = cluster.newExecution();
      execution
          .withInputFile("part-00000-a.json", "{\"quantity\":1}\n")
          .withInputFile("part-00000-b.json", "{\"quantity\":99}\n")
          .withInputFile(
              "_SUCCESS",
              "{\"name\":\"org.apache.hadoop.fs.s3a.commit.files.SuccessData/1\",\"filenames\":[\""
                  + slash
                  + execution.input().datasetPrefix()
                  + "part-00000-a.json\"]}");

      assertThat(read(execution)).containsExactly(new Line(null, 1));
    }
  }

  /** Hadoop lists no more than 100 files, however many there are. */
  @Test
  void datasetWithAFullListOfHadoopsIsAllFiles(TestCluster.Running cluster) throws IOException {
    Execution execution = cluster.newExecution();
    List<String> names = new ArrayList<>();
    for (int i = 0; i < 102; i++) {
      String name = "part-%05d.json".formatted(i);
      execution.withInputFile(name, "{\"quantity\":" + i + "}\n");
      names.add("\"" + execution.input().datasetPrefix() + name + "\"");
    }
    execution.withInputFile(
        "_SUCCESS", "{\"filenames\":[" + String.join(",", names.subList(0, 100)) + "]}");

    assertThat(read(execution)).hasSize(102);
  }

  @Test
  void datasetWithAMarkerOfAnotherKind(TestCluster.Running cluster) throws IOException {
    Map<String, String> markers =
        Map.of(
            "yes", "it is not JSON",
            "{\"other\":1}", "it is neither Stageloom's nor Hadoop's",
            "{\"stageloom\":2}", "it was written by a newer version of Stageloom",
            "{\"stageloom\":1,\"parts\":[{\"name\":\"../x\"}]}",
                "it lists a file outside the dataset",
            "{\"filenames\":[\"elsewhere/part\"]}", "it lists a file outside the dataset");
    for (Map.Entry<String, String> marker : markers.entrySet()) {
      Execution execution = cluster.newExecution().withInputFile("_SUCCESS", marker.getKey());
      fails(
          InvalidDataException.class,
          () -> lines(execution),
          "the marker " + execution.input().uri() + "/_SUCCESS cannot be understood",
          marker.getValue());
    }
  }

  @Test
  void theObjectComesBeforeTheDataset(TestCluster.Running cluster) throws IOException {
    Execution execution =
        cluster
            .newExecution()
            .withInputFile("part-00000.json", "{\"quantity\":1}\n")
            .withInputFile("_SUCCESS", "")
            .withInput("{\"quantity\":2}\n");

    assertThat(read(execution)).containsExactly(new Line(null, 2));
  }

  // What is not there.

  @Test
  void missingOutput(TestCluster.Running cluster) {
    Execution execution = cluster.newExecution();
    fails(
        MissingOutputException.class,
        () -> lines(execution),
        "stage HeavyEtlStage reads " + execution.input().uri() + ", which does not exist",
        "stage EtlStage should have written it");
    fails(
        MissingOutputException.class,
        () -> execution.start().output("ScoreStage").rows(),
        execution.id() + "/ScoreStage/output.json",
        "stage ScoreStage should have written it");
  }

  @Test
  void outputThatIsNotCommitted(TestCluster.Running cluster) throws IOException {
    Execution execution =
        cluster.newExecution().withInputFile("part-00000.json", "{\"quantity\":1}\n");
    fails(
        OutputNotCommittedException.class,
        () -> lines(execution),
        execution.input().uri() + ": the dataset has no _SUCCESS",
        "stage EtlStage has not finished");
  }

  @Test
  void partThatHasBeenDeleted(TestCluster.Running cluster) throws IOException {
    Execution execution =
        cluster
            .newExecution()
            .withInputFile(
                "_SUCCESS",
                "{\"stageloom\":1,\"parts\":[{\"name\":\"part-00000.json\",\"records\":1,\"bytes\":15}]}");
    fails(
        MissingOutputException.class,
        () -> read(execution),
        execution.input().uri() + "/part-00000.json",
        "does not exist any more");
  }

  @Test
  void bucketThatDoesNotExist(TestCluster.Running cluster) {
    Execution execution = cluster.newExecution();
    String[] args = execution.args();
    args[List.of(args).indexOf("--input-bucket") + 1] = "no-such-bucket";
    GlueInvocation invocation = GlueInvocation.start(execution.spark(), Execution.STAGE, args);
    assertThatThrownBy(() -> invocation.input().dataset(StageEncoders.of(Line.class)))
        .isInstanceOf(StageException.class)
        .hasMessageContaining("s3://no-such-bucket/");
  }

  // What is wrong with the data.

  private static void invalid(TestCluster.Running cluster, String content, String... parts)
      throws IOException {
    Execution execution = cluster.newExecution().withInput(content);
    List<String> all =
        new ArrayList<>(
            List.of("stage HeavyEtlStage cannot read " + execution.input().uri() + ", line "));
    all.addAll(List.of(parts));
    fails(InvalidDataException.class, () -> read(execution), all.toArray(String[]::new));
  }

  @Test
  void malformedLines(TestCluster.Running cluster) throws IOException {
    String good = "{\"quantity\":1}\n";
    invalid(cluster, good + good + "oops\n" + good, "line 3: not valid JSON at character");
    invalid(cluster, good + "\n{\"quantity\":1", "line 3: the line ends in the middle");
    invalid(cluster, "{\n  \"quantity\": 1\n}\n", "line 1: the line ends in the middle");
    invalid(cluster, good + "{\"quantity\":1} {}\n", "line 2: there is more than one JSON value");
    invalid(cluster, good + "[1]\n", "line 2: the value must be an object, but is an array");
    invalid(cluster, good + "null\n", "line 2: the value must be an object, but is null");
    invalid(cluster, good + "{\"article\":\"a\tb\",\"quantity\":1}", "line 2: not valid JSON");
  }

  @Test
  void malformedArrays(TestCluster.Running cluster) throws IOException {
    invalid(cluster, "[\n{\"quantity\":1},\n{\"quantity\":", "line 3: the file ends in the middle");
    invalid(cluster, "[\n{\"quantity\":1}\n", "line 3: the file ends in the middle");
    invalid(
        cluster, "[\n{\"quantity\":1},\n{\"quantity\":1}}", "line 3: not valid JSON at character");
    invalid(cluster, "[\n{\"quantity\":1}]\n[]", "line 3: there is more after the end");
    invalid(cluster, "[\n{\"quantity\":1},\n2]", "line 3: the value must be an object");
  }

  @Test
  void fieldsThatTheTypeNeeds(TestCluster.Running cluster) throws IOException {
    invalid(
        cluster,
        "{\"quantity\":1}\n{\"article\":\"a\"}\n",
        "line 2: field \"quantity\" is missing, but must be an int");
    invalid(
        cluster, "{\"quantity\":null}", "line 1: field \"quantity\" is null, but must be an int");
    invalid(cluster, "{\"quantity\":\"1\"}", "field \"quantity\" must be an int, but is a string");
    invalid(
        cluster, "{\"quantity\":1.5}", "field \"quantity\" must be an int, but is a number with");
    invalid(
        cluster, "{\"quantity\":3000000000}", "field \"quantity\" is out of the range of an int");
    invalid(
        cluster,
        "{\"quantity\":30000000000000000000}",
        "field \"quantity\" is out of the range of an int");
    invalid(
        cluster,
        "{\"article\":5,\"quantity\":1}",
        "field \"article\" must be a string, but is a number");
  }

  @Test
  void nestedFieldsAreNamedByTheirPath(TestCluster.Running cluster) throws IOException {
    Execution execution =
        cluster
            .newExecution()
            .withInput("{\"id\":\"1\",\"lines\":[{\"quantity\":1},{\"article\":\"a\"}]}");
    fails(
        InvalidDataException.class,
        () -> execution.start().input().dataset(StageEncoders.of(Order.class)).collectAsList(),
        "line 1: field \"lines[].quantity\" is missing, but must be an int");
  }

  @Test
  void valuesOfAWrongKind(TestCluster.Running cluster) throws IOException {
    List<String> cases =
        List.of(
            "\"color\":\"BLUE\"", "field \"color\" must be one of [GREEN, RED]",
            "\"colors\":[\"BLUE\"]", "field \"colors[]\" must be one of [GREEN, RED]",
            "\"date\":\"23.11.2026\"", "field \"date\" must be a date such as",
            "\"instant\":\"2026-11-23T14:05:00\"", "field \"instant\" must be a time such as",
            "\"duration\":5", "field \"duration\" must be a duration such as",
            "\"bytes\":\"%\"", "field \"bytes\" must be a string in Base64",
            "\"byDay\":{\"today\":\"RED\"}", "field \"byDay\" has a name that is not a date",
            "\"byColor\":{\"BLUE\":{}}", "field \"byColor\" has a name that is not one of [GREEN,",
            "\"byColor\":{\"RED\":{\"BLUE\":\"RED\"}}",
                "field \"byColor{}\" has a name that is not",
            "\"byColor\":{\"RED\":{\"RED\":\"BLUE\"}}", "field \"byColor{}{}\" must be one of",
            "\"numbers\":[1,null]", "field \"numbers[]\" is null, but must be an int",
            "\"flag\":1", "field \"flag\" must be true or false",
            "\"decimal\":\"1\"", "field \"decimal\" must be a number");
    for (int i = 0; i < cases.size(); i += 2) {
      Execution execution = cluster.newExecution().withInput("{" + cases.get(i) + "}");
      fails(
          InvalidDataException.class,
          () ->
              execution.start().input().dataset(StageEncoders.of(Everything.class)).collectAsList(),
          cases.get(i + 1));
    }
  }

  @Test
  void nothingOfTheDataIsQuoted(TestCluster.Running cluster) throws IOException {
    for (String content :
        List.of("{\"quantity\":\"secret\"}", "{\"quantity\":secret}", "secret", "{\"secret\"")) {
      Execution execution = cluster.newExecution().withInput(content);
      assertThatThrownBy(() -> explained(execution)).message().doesNotContain("secret");
    }
  }

  private static void explained(Execution execution) {
    try {
      read(execution);
    } catch (Exception e) {
      throw StageFailures.rethrow(e);
    }
  }

  /** Counting needs no column, but what is no JSON must not be counted. */
  @Test
  void anyActionFindsMalformedLines(TestCluster.Running cluster) throws IOException {
    Execution execution = cluster.newExecution().withInput("{\"quantity\":1}\n{\"quantity\":\n");
    for (ThrowingCallable action :
        List.<ThrowingCallable>of(
            () -> lines(execution).count(),
            () -> lines(execution).select("article").collectAsList(),
            () -> lines(execution).groupBy("article").count().collectAsList(),
            () -> lines(execution).join(lines(execution).toDF(), "article").collectAsList())) {
      fails(
          InvalidDataException.class,
          action,
          execution.input().uri() + ", line 2: the line ends in the middle");
    }
  }

  // Large files.

  @Test
  void splitFilesAreReadOnceAndNameTheRightLine(TestCluster.Running cluster) throws IOException {
    SparkSession spark = cluster.spark();
    String good =
        IntStream.range(0, 500)
            .mapToObj(i -> "{\"article\":\"ä" + "x".repeat(i % 7) + "\",\"quantity\":" + i + "}\n")
            .collect(Collectors.joining());
    String pretty = "[\n" + good.strip().replace("}\n", "},\n") + "\n]";
    spark.conf().set("spark.sql.files.maxPartitionBytes", "1000");
    spark.conf().set("spark.sql.files.openCostInBytes", "10");
    try {
      Execution lines = cluster.newExecution().withInput(good);
      Dataset<Line> dataset = lines(lines);
      assertThat(dataset.rdd().getNumPartitions()).isGreaterThan(10);
      assertThat(dataset.collectAsList().stream().map(Line::quantity).sorted())
          .isEqualTo(IntStream.range(0, 500).boxed().toList());

      Execution array = cluster.newExecution().withInput(pretty);
      assertThat(lines(array).rdd().getNumPartitions()).isEqualTo(1);
      assertThat(read(array)).hasSize(500);

      invalid(cluster, good + "{\"quantity\":\"x\"}\n" + good, "line 501: field \"quantity\"");
      invalid(cluster, good + good + "{\"quantity\":1", "line 1001: the line ends in the middle");
    } finally {
      spark.conf().unset("spark.sql.files.maxPartitionBytes");
      spark.conf().unset("spark.sql.files.openCostInBytes");
    }
  }

  // Rows.

  @Test
  void rowsInferTheirColumns(TestCluster.Running cluster) throws IOException {
    Execution execution =
        cluster
            .newExecution()
            .withInput(
                """
                {"a":1,"b":{"c":[1.5]},"mixed":{"x":1.10}}
                {"a":2,"d":"2026-11-23T14:05:00Z","mixed":[1, "two"]}
                {"mixed":"text"}
                {"mixed":7}
                """);

    Dataset<Row> rows = execution.start().input().rows();

    assertThat(rows.schema().simpleString())
        .isEqualTo("struct<a:bigint,b:struct<c:array<double>>,d:string,mixed:string>");
    assertThat(rows.select("mixed").as(Encoders.STRING()).collectAsList())
        .containsExactly("{\"x\":1.10}", "[1,\"two\"]", "text", "7");
    assertThat(rows.selectExpr("sum(a)", "max(b.c[0])").first().toString()).isEqualTo("[3,1.5]");
  }

  @Test
  void rowsOfAnArrayAndOfNothing(TestCluster.Running cluster) throws IOException {
    assertThat(
            cluster
                .newExecution()
                .withInput("[\n{\"a\":1},\n{\"a\":2}\n]")
                .start()
                .input()
                .rows()
                .count())
        .isEqualTo(2);
    Dataset<Row> empty = cluster.newExecution().withInput("").start().input().rows();
    assertThat(empty.columns()).isEmpty();
    assertThat(empty.count()).isZero();
  }

  @Test
  void rowsFindMalformedLinesWhileTheyInfer(TestCluster.Running cluster) throws IOException {
    Execution execution = cluster.newExecution().withInput("{\"a\":1}\n{\"a\":\n");
    assertThatThrownBy(() -> execution.start().input().rows())
        .isInstanceOf(InvalidDataException.class)
        .hasMessageContaining(
            "stage HeavyEtlStage cannot read " + execution.input().uri() + ", line 2:");
    Execution values = cluster.newExecution().withInput("{\"a\":1}\n5\n");
    assertThatThrownBy(() -> values.start().input().rows())
        .isInstanceOf(InvalidDataException.class)
        .hasMessageContaining("line 2: the value must be an object, but is a number");
  }
}
