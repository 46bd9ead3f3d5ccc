package dev.stageloom.runtime.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TestCluster.class)
class StageEncodersTest {

  public enum Priority {
    HIGH,
    LOW {
      @Override
      public String toString() {
        return "the low one";
      }
    }
  }

  public record Line(String article, int quantity) {}

  @SuppressWarnings("ArrayRecordComponent")
  public record Order(
      String id,
      List<Line> lines,
      Map<String, Line> byArticle,
      Map<Priority, List<Integer>> byPriority,
      Line[] array,
      Optional<String> note,
      Optional<Integer> count,
      Optional<Line> main,
      Optional<List<Line>> more,
      Priority priority,
      Address address) {}

  public static class Address {
    private String city;
    private int number;
    private List<Line> lines;

    public String getCity() {
      return city;
    }

    public void setCity(String city) {
      this.city = city;
    }

    public int getNumber() {
      return number;
    }

    public void setNumber(int number) {
      this.number = number;
    }

    public List<Line> getLines() {
      return lines;
    }

    public void setLines(List<Line> lines) {
      this.lines = lines;
    }

    public String getLabel() {
      return city + " " + number;
    }
  }

  public record Simple(
      boolean booleanValue,
      byte byteValue,
      short shortValue,
      int intValue,
      long longValue,
      float floatValue,
      double doubleValue,
      Boolean boxedBoolean,
      Byte boxedByte,
      Short boxedShort,
      Integer boxedInt,
      Long boxedLong,
      Float boxedFloat,
      Double boxedDouble,
      String string,
      BigDecimal decimal,
      BigInteger integer,
      LocalDate date,
      LocalDateTime dateTime,
      Instant instant,
      Duration duration) {}

  @SuppressWarnings("ArrayRecordComponent")
  public record ArrayHolder(
      byte[] bytes, int[] ints, String[] strings, List<List<Integer>> lists) {}

  public record Pair<A, B>(A first, B second) {}

  public record Nested(Pair<Pair<String, Integer>, List<Line>> pair, List<? extends Line> wild) {}

  private static <T> T roundTrip(SparkSession spark, T item, Class<T> type) {
    // The map makes Spark serialize and deserialize in its tasks.
    return spark
        .createDataset(List.of(item), StageEncoders.of(type))
        .map((MapFunction<T, T>) each -> each, StageEncoders.of(type))
        .collectAsList()
        .get(0);
  }

  @Test
  void everySimpleTypeSurvives(TestCluster.Running cluster) {
    Simple item =
        new Simple(
            true,
            (byte) -1,
            (short) -2,
            -3,
            Long.MAX_VALUE,
            1.5f,
            -2.5,
            false,
            (byte) 1,
            (short) 2,
            3,
            4L,
            5.5f,
            6.5,
            "Grüße, 世界 🌍",
            new BigDecimal("12.500000000000000000"),
            new BigInteger("12345678901234567890123456789012345678"),
            LocalDate.of(2026, 11, 23),
            LocalDateTime.of(2026, 11, 23, 14, 5, 0, 123_456_000),
            Instant.parse("2026-11-23T14:05:00.123456Z"),
            Duration.ofMillis(-90_061_001));

    assertThat(roundTrip(cluster.spark(), item, Simple.class)).isEqualTo(item);
  }

  @Test
  void everyBoxCanBeNull(TestCluster.Running cluster) {
    Simple item =
        new Simple(
            false, (byte) 0, (short) 0, 0, 0, 0, 0, null, null, null, null, null, null, null, null,
            null, null, null, null, null, null);

    assertThat(roundTrip(cluster.spark(), item, Simple.class)).isEqualTo(item);
  }

  @Test
  void nestedTypesSurvive(TestCluster.Running cluster) {
    Address address = new Address();
    address.setCity("Zürich");
    address.setNumber(7);
    address.setLines(List.of(new Line("a", 1)));
    Order order =
        new Order(
            "o-1",
            Arrays.asList(new Line("a", 1), null, new Line(null, 2)),
            Map.of("a", new Line("a", 1)),
            Map.of(Priority.LOW, Arrays.asList(1, null)),
            new Line[] {new Line("x", 9)},
            Optional.of("note"),
            Optional.of(5),
            Optional.of(new Line("m", 3)),
            Optional.of(List.of(new Line("n", 4))),
            Priority.LOW,
            address);

    Order result = roundTrip(cluster.spark(), order, Order.class);

    assertThat(result).usingRecursiveComparison().ignoringCollectionOrder().isEqualTo(order);
    assertThat(result.priority()).isSameAs(Priority.LOW);
    assertThat(result.address().getLines()).containsExactly(new Line("a", 1));
  }

  @Test
  void emptyOptionalsAndNullsSurvive(TestCluster.Running cluster) {
    Order order =
        new Order(
            null,
            null,
            null,
            null,
            null,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            null,
            null);

    assertThat(roundTrip(cluster.spark(), order, Order.class)).isEqualTo(order);
  }

  @Test
  void optionalsInsideListsOfRecordsSurvive(TestCluster.Running cluster) {
    Batch batch =
        new Batch(
            List.of(new Item(Optional.of("a")), new Item(Optional.empty())),
            Map.of("k", new Item(Optional.of("b"))));

    assertThat(roundTrip(cluster.spark(), batch, Batch.class)).isEqualTo(batch);
  }

  public record Item(Optional<String> name) {}

  public record Batch(List<Item> items, Map<String, Item> byKey) {}

  @Test
  void arraysAndListsOfListsSurvive(TestCluster.Running cluster) {
    ArrayHolder item =
        new ArrayHolder(
            new byte[] {1, -1},
            new int[] {1, 2},
            new String[] {"a", null},
            List.of(List.of(1), List.of()));

    assertThat(roundTrip(cluster.spark(), item, ArrayHolder.class))
        .usingRecursiveComparison()
        .isEqualTo(item);
  }

  @Test
  void genericRecordsAndWildcardsSurvive(TestCluster.Running cluster) {
    Nested item =
        new Nested(
            new Pair<>(new Pair<>("a", 1), List.of(new Line("x", 2))), List.of(new Line("y", 3)));

    assertThat(roundTrip(cluster.spark(), item, Nested.class)).isEqualTo(item);
  }

  @Test
  void columnsAreNamedAndOrderedAsComponents() {
    assertThat(StageEncoders.of(Simple.class).schema().fieldNames())
        .startsWith("booleanValue", "byteValue", "shortValue")
        .endsWith("instant", "duration");
    assertThat(StageEncoders.of(Address.class).schema().fieldNames())
        .containsExactly("city", "lines", "number");
    assertThat(StageEncoders.of(Simple.class).schema().apply("intValue").nullable()).isFalse();
    assertThat(StageEncoders.of(Simple.class).schema().apply("boxedInt").nullable()).isTrue();
  }

  @Test
  void simpleTypesHaveEncoders(TestCluster.Running cluster) {
    SparkSession spark = cluster.spark();
    assertThat(roundTrip(spark, "text", String.class)).isEqualTo("text");
    assertThat(roundTrip(spark, 5, Integer.class)).isEqualTo(5);
    assertThat(roundTrip(spark, Priority.HIGH, Priority.class)).isSameAs(Priority.HIGH);
    assertThat(roundTrip(spark, LocalDate.EPOCH, LocalDate.class)).isEqualTo(LocalDate.EPOCH);
  }

  @Test
  void columnsCanBeGroupedAndJoined(TestCluster.Running cluster) {
    Dataset<Line> lines =
        cluster
            .spark()
            .createDataset(
                List.of(new Line("a", 1), new Line("a", 2), new Line("b", 5)),
                StageEncoders.of(Line.class));

    List<Row> sums =
        lines.groupBy("article").agg(functions.sum("quantity")).orderBy("article").collectAsList();
    assertThat(sums).containsExactly(RowFactory.create("a", 3L), RowFactory.create("b", 5L));

    Dataset<Line> other =
        cluster.spark().createDataset(List.of(new Line("a", 100)), StageEncoders.of(Line.class));
    List<Integer> joined =
        lines
            .joinWith(other, lines.col("article").equalTo(other.col("article")))
            .map(
                (MapFunction<scala.Tuple2<Line, Line>, Integer>)
                    pair -> pair._1().quantity() + pair._2().quantity(),
                Encoders.INT())
            .collectAsList();
    assertThat(joined).containsExactlyInAnyOrder(101, 102);

    assertThat(
            lines
                .groupByKey(
                    (MapFunction<Line, String>) Line::article, StageEncoders.of(String.class))
                .reduceGroups(
                    (org.apache.spark.api.java.function.ReduceFunction<Line>)
                        (x, y) -> new Line(x.article(), x.quantity() + y.quantity()))
                .map(
                    (MapFunction<scala.Tuple2<String, Line>, Line>) scala.Tuple2::_2,
                    StageEncoders.of(Line.class))
                .collectAsList())
        .containsExactlyInAnyOrder(new Line("a", 3), new Line("b", 5));
  }

  @Test
  void nullInPrimitiveIsAClearError(TestCluster.Running cluster) {
    Dataset<Line> lines =
        cluster
            .spark()
            .createDataFrame(
                List.of(RowFactory.create("a", null)),
                new StructType()
                    .add("article", DataTypes.StringType)
                    .add("quantity", DataTypes.IntegerType))
            .as(StageEncoders.of(Line.class));

    assertThatThrownBy(lines::collectAsList)
        .hasStackTraceContaining("value appeared in non-nullable field")
        .hasStackTraceContaining("quantity");
  }

  @Test
  void missingColumnIsNamed(TestCluster.Running cluster) {
    Dataset<Row> rows = cluster.spark().range(1).selectExpr("'a' AS article");

    assertThatThrownBy(() -> rows.as(StageEncoders.of(Line.class)))
        .hasMessageContaining("quantity");
  }

  record Hidden(String id) {}

  public record HoldsUuid(List<WithUuid> lines) {}

  public record WithUuid(UUID id) {}

  public record HoldsHidden(Hidden hidden) {}

  public record HoldsSet(Set<String> names) {}

  public record HoldsOptional(List<Optional<String>> names) {}

  public record HoldsRaw(@SuppressWarnings("rawtypes") List names) {}

  public record HoldsMap(Map<Line, String> byLine) {}

  public record HoldsObject(Object any) {}

  public record Tree(String name, List<Tree> children) {}

  public record Growing<T>(Growing<List<T>> next) {}

  public record HoldsGrowing(Growing<String> growing) {}

  public record Empty() {}

  public static class NoProperties {}

  public static class NoConstructor {
    public NoConstructor(String id) {}
  }

  public interface Shape {}

  public record HoldsShape(Shape shape) {}

  @SuppressWarnings("ClassCanBeStatic") // It is to be refused.
  public class Inner {}

  @Test
  void refusesWhatADatasetCannotHold() {
    refused(HoldsUuid.class, "HoldsUuid.lines[].id is of type java.util.UUID", "use String");
    refused(HoldsHidden.class, "HoldsHidden.hidden is of type", "make it public");
    refused(HoldsSet.class, "HoldsSet.names is of type java.util.Set", "use List");
    refused(
        HoldsOptional.class,
        "HoldsOptional.names[] is of type java.util.Optional",
        "must be the type of a record's component");
    refused(HoldsRaw.class, "HoldsRaw.names is of type java.util.List", "type arguments");
    refused(HoldsMap.class, "HoldsMap.byLine{key}", "use String");
    refused(HoldsObject.class, "HoldsObject.any is of type java.lang.Object", "concrete type");
    refused(Tree.class, "Tree.children[]", "cannot contain itself");
    refused(HoldsGrowing.class, "HoldsGrowing.growing.next", "cannot contain itself");
    refused(Empty.class, "Empty is of type", "give the record a component");
    refused(NoProperties.class, "NoProperties is of type", "a getter and a setter");
    refused(NoConstructor.class, "NoConstructor is of type", "constructor without parameters");
    refused(HoldsShape.class, "HoldsShape.shape", "not abstract");
    refused(Inner.class, "Inner is of type", "make the nested class static");
    refused(int[].class, "int[]", "use a record that holds it");
    refused(List.class, "List", "use a record that holds it");
    refused(char.class, "char is of type char", "use String");
  }

  private static void refused(Class<?> type, String... parts) {
    assertThatThrownBy(() -> StageEncoders.of(type))
        .isInstanceOf(IllegalArgumentException.class)
        .message()
        .contains(parts);
  }
}
