package dev.stageloom.runtime;

import static dev.stageloom.runtime.StageTester.location;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.stageloom.runtime.s3.S3Access;
import dev.stageloom.runtime.sample.Order;
import dev.stageloom.runtime.sample.Trigger;
import io.avaje.jsonb.Jsonb;
import io.avaje.jsonb.Types;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@ParameterizedClass
@EnumSource(S3Access.class)
class ReadingTest {

  private static final String LINE_1 = "{\"source\":\"a\",\"count\":1}";
  private static final String LINE_2 = "{\"source\":\"ä€😀\",\"count\":2}";
  private static final Trigger FIRST = new Trigger("a", 1);
  private static final Trigger SECOND = new Trigger("ä€😀", 2);

  @RegisterExtension final StageTester tester;

  ReadingTest(S3Access access) {
    tester = new StageTester(access);
  }

  static Stream<String> collections() {
    String bom = "\uFEFF";
    return Stream.of(
        LINE_1 + "\n" + LINE_2 + "\n",
        LINE_1 + "\n" + LINE_2,
        LINE_1 + "\r\n" + LINE_2 + "\r\n",
        "\n\n  " + LINE_1 + "\t\n \n" + LINE_2 + "\n\n",
        bom + LINE_1 + "\n" + LINE_2,
        "[" + LINE_1 + "," + LINE_2 + "]",
        bom + " [" + LINE_1 + " , " + LINE_2 + "] \n",
        "\r\n[\n  {\n    \"source\" : \"a\",\n    \"count\" : 1\n  },\n"
            + "  {\n    \"source\" : \"ä€😀\",\n    \"count\" : 2\n  }\n]\n");
  }

  @ParameterizedTest
  @MethodSource("collections")
  void readsCollectionHoweverItIsWritten(String text) {
    tester.putOutput(text);

    assertThat(tester.readList(tester.triggers())).containsExactly(FIRST, SECOND);
    assertThat(tester.readStream(tester.triggers())).containsExactly(FIRST, SECOND);
    assertThat(tester.readIterator(tester.triggers())).containsExactly(FIRST, SECOND);
    assertThat(tester.summary().recordsRead()).isEqualTo(2);
    assertThat(tester.summary().inputs()).containsExactly(location("WriteStage").uri());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n", "\uFEFF", "[]", " [ \n ] \n"})
  void readsEmptyCollection(String text) {
    tester.putOutput(text);

    assertThat(tester.readList(tester.triggers())).isEmpty();
    assertThat(tester.readStream(tester.triggers())).isEmpty();
    assertThat(tester.readIterator(tester.triggers())).isEmpty();
    assertThat(tester.summary().recordsRead()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"%s", "%s\n", "[%s]"})
  void readsCollectionOfOne(String format) {
    tester.putOutput(format.formatted(LINE_1));

    assertThat(tester.readList(tester.triggers())).containsExactly(FIRST);
    assertThat(tester.readStream(tester.triggers())).containsExactly(FIRST);
    assertThat(tester.readIterator(tester.triggers())).containsExactly(FIRST);
    assertThat(tester.summary().recordsRead()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"%s", "\uFEFF%s", "\n  %s\n\n"})
  void readsValue(String format) {
    tester.putOutput(format.formatted("{\n\"source\":\"a\",\n\"count\":1}"));

    assertThat(tester.readValue(tester.triggers())).isEqualTo(FIRST);
    assertThat(tester.summary().recordsRead()).isEqualTo(1);
  }

  @Test
  void readsValuesAndItemsThatAreNoObjects() {
    StageRuntime runtime = tester.runtime();
    tester.putOutput("\"text\"");
    assertThat(tester.readValue(runtime.type(String.class))).isEqualTo("text");
    tester.putOutput("1\n-2\n3\n");
    assertThat(tester.readList(runtime.type(Integer.class))).containsExactly(1, -2, 3);
    tester.putOutput("\"a\"\n\"]\"\n");
    assertThat(tester.readList(runtime.type(String.class))).containsExactly("a", "]");
    tester.putOutput("[\"a,\\\"[{\",\"b\"]");
    assertThat(tester.readList(runtime.type(String.class))).containsExactly("a,\"[{", "b");
    tester.putOutput("[[\"a\"],[]]");
    assertThat(tester.readList(runtime.<List<String>>type(Types.listOf(String.class))))
        .containsExactly(List.of("a"), List.of());
  }

  @Test
  void readsArraysOneToALineThatItHasWritten() {
    DataType<List<String>> listType = tester.runtime().type(Types.listOf(String.class));
    List<List<String>> lists = List.of(List.of("a", "b"), List.of());

    tester.run("WriteStage", "Any", invocation -> invocation.writeList(listType, lists));

    assertThat(tester.output("WriteStage")).isEqualTo("[\"a\",\"b\"]\n[]\n");
    assertThat(tester.readList(listType)).isEqualTo(lists);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void readsTextLargerThanEveryBuffer(boolean array) {
    List<Order> orders = IntStream.range(0, 5_000).mapToObj(Order::of).toList();
    String delimiter = array ? " ,\n  " : "\n";
    String text =
        orders.stream()
            .map(order -> StageTester.json(tester.orders(), order))
            .collect(Collectors.joining(delimiter));
    tester.putOutput(array ? "[" + text + "]" : text);

    assertThat(tester.readList(tester.orders())).isEqualTo(orders);
  }

  @ParameterizedTest
  @CsvSource({"100000, a", "100000, é", "900000, x"})
  void readsLongString(int length, String character) {
    Trigger trigger = new Trigger(character.repeat(length), 7);
    String json = StageTester.json(tester.triggers(), trigger);

    tester.putOutput(json + "\n" + json);
    assertThat(tester.readList(tester.triggers())).containsExactly(trigger, trigger);
    tester.putOutput("[" + json + "]");
    assertThat(tester.readList(tester.triggers())).containsExactly(trigger);
  }

  @Test
  void saysThatStringIsTooLong() {
    tester.putOutput("{\"source\":\"" + "x".repeat(1_100_000) + "\"}");

    assertThatExceptionOfType(InvalidDataException.class)
        .isThrownBy(() -> tester.readValue(tester.triggers()))
        .withMessageContaining("jsonb.parserCharBufferSize");
  }

  @Test
  void readsDatasetWithEmptyMarkerInTheOrderOfNames() {
    tester.putPart("part-00001.json", LINE_2 + "\n");
    tester.putPart("part-00000.json", LINE_1 + "\n");
    tester.putPart("part-00002.json", "");
    tester.putPart("_committed_1", "not JSON");
    tester.putPart("._hidden.crc", "not JSON");
    tester.putPart("_temporary/0/part-9", "not JSON");
    tester.putPart("_SUCCESS", "");

    assertThat(tester.readList(tester.triggers())).containsExactly(FIRST, SECOND);
    assertThat(tester.readStream(tester.triggers())).containsExactly(FIRST, SECOND);
    assertThat(tester.summary().recordsRead()).isEqualTo(2);
  }

  @Test
  void readsWhatOurMarkerLists() {
    tester.putPart("part-0.json", LINE_1);
    tester.putPart("sub/part-1.json", "[" + LINE_2 + "]");
    tester.putPart("part-of-another-run.json", LINE_1);
    tester.putPart(
        "_SUCCESS",
        """
        {"stageloom":1,"stage":"WriteStage","records":2,"parts":[
          {"name":"part-0.json","records":1,"bytes":24},
          {"name":"sub/part-1.json","records":1,"bytes":32}]}
        """);

    assertThat(tester.readList(tester.triggers())).containsExactly(FIRST, SECOND);
  }

  @Test
  void readsWhatHadoopsMarkerLists() {
    tester.putPart("part-0.json", LINE_1);
    tester.putPart("part-of-another-run.json", LINE_2);
    tester.putPart(
        "_SUCCESS",
        """
        {
          "name" : "org.apache.hadoop.fs.s3a.commit.files.SuccessData/1",
          "timestamp" : 1,
          "description" : null,
          "committer" : "magic",
          "metrics" : { },
          "filenames" : [ "/executions/execution-1/WriteStage/output.json/part-0.json" ],
          "iostatistics" : { "counters" : { "op_open" : 1 } }
        }
        """);

    assertThat(tester.readList(tester.triggers())).containsExactly(FIRST);
  }

  @Test
  void refusesHadoopsMarkerThatMayLeavePartsOut() {
    String names =
        IntStream.range(0, 100)
            .mapToObj(i -> "\"/executions/execution-1/WriteStage/output.json/part-" + i + "\"")
            .collect(Collectors.joining(","));
    tester.putPart("_SUCCESS", "{\"filenames\":[" + names + "]}");

    assertUnreadable("Hadoop lists 100 part files at most");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"other\":1} | neither Stageloom nor",
        "[1] | neither Stageloom nor",
        "text | it is not JSON",
        "{\"stageloom\":1} | no list of \"parts\"",
        "{\"stageloom\":1,\"parts\":[{}]} | has no \"name\"",
        "{\"filenames\":[1]} | is not a string",
        "{\"filenames\":1} | is not a list",
        "{\"filenames\":[\"/executions/other/WriteStage/output.json/part-0\"]} | is not under"
      })
  void refusesMarkerThatItDoesNotUnderstand(String marker, String reason) {
    tester.putPart("part-0.json", LINE_1);
    tester.putPart("_SUCCESS", marker);

    assertUnreadable(reason);
  }

  private void assertUnreadable(String reason) {
    assertThatExceptionOfType(InvalidDataException.class)
        .isThrownBy(() -> tester.readList(tester.triggers()))
        .withMessageContaining(location("WriteStage").uri() + "/_SUCCESS")
        .withMessageContaining(reason);
  }

  @Test
  void refusesDatasetWithoutMarker() {
    tester.putPart("part-0.json", LINE_1);

    assertThatExceptionOfType(OutputNotCommittedException.class)
        .isThrownBy(() -> tester.readList(tester.triggers()))
        .withMessageContaining("stage ReadStage reads the output of stage WriteStage")
        .withMessageContaining("_SUCCESS");
  }

  @Test
  void saysWhoseOutputIsMissing() {
    assertThatExceptionOfType(MissingOutputException.class)
        .isThrownBy(() -> tester.readList(tester.triggers()))
        .withMessageContaining("stage ReadStage reads the output of stage WriteStage")
        .withMessageContaining(
            "s3://workflow-bucket/executions/execution-1/WriteStage/output.json");
  }

  @Test
  void saysWhichCommittedPartIsGone() {
    tester.putPart("_SUCCESS", "{\"stageloom\":1,\"parts\":[{\"name\":\"part-0.json\"}]}");

    assertThatExceptionOfType(MissingOutputException.class)
        .isThrownBy(() -> tester.readList(tester.triggers()))
        .withMessageContaining("output.json/part-0.json is gone");
  }

  @Test
  void objectHidesDatasetOfItsName() {
    tester.putPart("part-0.json", LINE_1);
    tester.putPart("_SUCCESS", "");
    tester.putOutput(LINE_2);

    assertThat(tester.readList(tester.triggers())).containsExactly(SECOND);
  }

  @Test
  void readsValueFromDatasetOfOneRecord() {
    tester.putPart("part-0.json", "");
    tester.putPart("part-1.json", LINE_1);
    tester.putPart("_SUCCESS", "");

    assertThat(tester.readValue(tester.triggers())).isEqualTo(FIRST);
    assertThat(tester.summary().recordsRead()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"'' | no record", "'{}\n{}' | more than one record"})
  void refusesDatasetOfOtherSizeAsValue(String text, String reason) {
    tester.putPart("part-0.json", text);
    tester.putPart("_SUCCESS", "");

    assertThatExceptionOfType(InvalidDataException.class)
        .isThrownBy(() -> tester.readValue(tester.triggers()))
        .withMessageContaining(reason);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"source\":\"secret | cut off",
        "{\"source\":\"secret\" | cut off",
        "{\"source\": | cut off",
        "{\"source\":\"secret\"},{} | more than one JSON value",
        "{\"source\":\"secret\"}{} | more than one JSON value",
        "{\"source\":\"secret\"}] | cut off",
        "{\"source\":5secret} | Expecting '\"' for string start",
        "{\"count\":\"secret\"} | Error parsing number",
        "x{\"count\":1} | does not begin with a JSON value",
        "secret | begin with a JSON value",
        "null | the value is null",
        "{\"source\":\"a\\} | Invalid escape",
        "{\"source\":\"a\\\"} | not closed",
        "{\"source\":\"\\u00} | unicode escape",
        "5 | Unexpected end"
      })
  void saysWhichLineIsInvalid(String line, String reason) {
    tester.putPart("part-0.json", LINE_1 + "\n");
    tester.putPart("part-1.json", LINE_1 + "\n\n" + line + "\n" + LINE_1 + "\n");
    tester.putPart("_SUCCESS", "");

    assertThatExceptionOfType(InvalidDataException.class)
        .isThrownBy(() -> tester.readList(tester.triggers()))
        .withMessageStartingWith(
            "stage ReadStage cannot read the output of stage WriteStage:"
                + " s3://workflow-bucket/executions/execution-1/WriteStage/output.json/part-1.json,"
                + " line 3: ")
        .withMessageContaining(reason)
        .satisfies(e -> assertThat(e.getMessage()).as("no data in it").doesNotContain("secret"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'[{},\n{}' | 2 | no closing bracket",
        "'[{},\n' | 2 | no closing bracket",
        "'[' | 1 | no closing bracket",
        "'[\n\n{\"source\":\"x' | 3 | no closing bracket",
        "'[{\"source\":\"x\\' | 1 | in a string",
        "'\n[{},\n{}]\n{}' | 4 | behind the end",
        "'[]]' | 1 | behind the end",
        "'[{},,{}]' | 1 | no JSON value",
        "'[{},\n]' | 2 | no JSON value",
        "'[{}\n{}]' | 1 | more than one JSON value",
        "'[{\n},\n\n {\n\"count\":x}]' | 4 | Error parsing number",
        "'[{},\nnull]' | 2 | null"
      })
  void saysWhereArrayIsInvalid(String text, int line, String reason) {
    tester.putOutput(text);

    assertThatExceptionOfType(InvalidDataException.class)
        .isThrownBy(() -> tester.readList(tester.triggers()))
        .withMessageContaining("output.json, line " + line + ": ")
        .withMessageContaining(reason);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | there is no JSON value",
        "'{}\n{}' | more than one JSON value",
        "'{' | cut off",
        "null | is null"
      })
  void saysWhyValueIsInvalid(String text, String reason) {
    tester.putOutput(text);

    assertThatExceptionOfType(InvalidDataException.class)
        .isThrownBy(() -> tester.readValue(tester.triggers()))
        .withMessageContaining(location("WriteStage").uri() + ": ")
        .withMessageContaining(reason);
  }

  @Test
  void wrongValueOfTypeIsNamed() {
    tester.putOutput("{\"id\":1,\"day\":\"2026-13-01\"}");

    assertThatExceptionOfType(InvalidDataException.class)
        .isThrownBy(() -> tester.readList(tester.orders()))
        .withMessageContaining("line 1: java.time.format.DateTimeParseException: Text '2026-13-01'")
        .withCauseInstanceOf(java.time.format.DateTimeParseException.class);
  }

  @Test
  void cutOffCharacterIsInvalid() {
    byte[] text = "{\"source\":\"\u20ac}".getBytes(StandardCharsets.UTF_8);
    text[text.length - 2] = '}';
    tester.put(location("WriteStage").key(), Arrays.copyOf(text, text.length - 1));

    assertThatExceptionOfType(InvalidDataException.class)
        .isThrownBy(() -> tester.readList(tester.triggers()))
        .withMessageMatching(".*, line 1: (it is not valid JSON|JSON string was not closed.*)");
  }

  @Test
  void readsSeveralInputsAtOnce() {
    tester.put(location("A").key(), orderLines(0, 2_000));
    tester.put(location("B").key(), orderLines(5_000, 7_000));
    List<Long> ids = new ArrayList<>();

    tester.run(
        "ReadStage",
        "A",
        invocation -> {
          Iterator<Order> a = invocation.input().iterator(tester.orders());
          Iterator<Order> b = invocation.output("B").iterator(tester.orders());
          while (a.hasNext() && b.hasNext()) {
            ids.add(a.next().id());
            // What the stage itself does with the JSON library is in nobody's way.
            assertThat(Jsonb.instance().type(Trigger.class).fromJson(LINE_2)).isEqualTo(SECOND);
            ids.add(b.next().id());
          }
        });

    assertThat(ids)
        .isEqualTo(
            IntStream.range(0, 2_000)
                .boxed()
                .flatMap(i -> Stream.of((long) i, i + 5_000L))
                .toList());
    assertThat(tester.summary().inputs()).containsExactly(location("A").uri(), location("B").uri());
    assertThat(tester.summary().recordsRead()).isEqualTo(4_000);
  }

  @Test
  void streamIsReadWhileItIsAskedFor() {
    tester.putOutput(LINE_1 + "\n" + LINE_2 + "\nbroken\n");

    List<Trigger> two = tester.read(input -> input.stream(tester.triggers()).limit(2).toList());
    assertThat(two).containsExactly(FIRST, SECOND);
    assertThat(tester.summary().recordsRead()).isEqualTo(2);
  }

  @Test
  void inputEndsWithTheInvocation() {
    tester.putOutput(LINE_1 + "\n" + LINE_2);

    Iterator<Trigger> kept = tester.read(input -> input.iterator(tester.triggers()));

    assertThatIllegalStateException()
        .isThrownBy(kept::hasNext)
        .withMessageContaining("the input of stage ReadStage is closed");
  }

  @Test
  void closedStreamEndsEarly() {
    tester.putOutput(orderLines(0, 10_000));

    Long first =
        tester.read(
            input -> {
              try (Stream<Order> orders = input.stream(tester.orders())) {
                return orders.findFirst().orElseThrow().id();
              }
            });

    assertThat(first).isZero();
  }

  private String orderLines(int from, int to) {
    return IntStream.range(from, to)
        .mapToObj(i -> StageTester.json(tester.orders(), Order.of(i)))
        .collect(Collectors.joining("\n"));
  }
}
