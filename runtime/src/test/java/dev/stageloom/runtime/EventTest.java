package dev.stageloom.runtime;

import static dev.stageloom.runtime.StageTester.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.stageloom.annotations.StageContext;
import dev.stageloom.annotations.contract.StageArguments;
import dev.stageloom.runtime.sample.Trigger;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventTest {

  /** 200 characters. */
  private static final String LONG_ID =
      "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
          + "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";

  @RegisterExtension final StageTester tester = new StageTester();

  @Test
  void contextComesFromTheEvent() {
    List<StageContext> contexts = new ArrayList<>();

    tester.runFirst("EtlStage", "{}", invocation -> contexts.add(invocation.context()));
    tester.run("NextStage", "EtlStage", invocation -> contexts.add(invocation.context()));

    assertThat(contexts.get(0).executionId()).isEqualTo("execution-1");
    assertThat(contexts.get(0).currentStage()).isEqualTo("EtlStage");
    assertThat(contexts.get(0).previousStage()).isEmpty();
    assertThat(contexts.get(0).workflowBucket()).isEqualTo("workflow-bucket");
    assertThat(contexts.get(1).previousStage()).hasValue("EtlStage");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"source\":\"ä,}\\\"\",\"count\":7,\"more\":[{}]}",
        "  {\n \"source\" : \"ä,}\\\"\" ,\n \"count\" : 7 } "
      })
  void readsTheMessageThatStartedTheExecution(String message) {
    List<Trigger> triggers = new ArrayList<>();

    tester.runFirst(
        "EtlStage",
        message,
        invocation -> triggers.add(invocation.input().value(tester.triggers())));

    assertThat(triggers).containsExactly(new Trigger("ä,}\"", 7));
    assertThat(tester.summary().recordsRead()).isEqualTo(1);
    assertThat(tester.summary().inputs()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"5 | 5", "\"text\" | text", "true | true", "-2.5 | -2.5"})
  void readsMessageThatIsNoObject(String message, String expected) {
    List<Object> values = new ArrayList<>();

    tester.runFirst(
        "EtlStage",
        message,
        invocation -> values.add(invocation.input().value(tester.runtime().type(Object.class))));

    assertThat(values.get(0)).hasToString(expected);
  }

  @Test
  void readsMessageThatIsCollection() {
    String message = "[ {\"count\":1}, {\"count\":2} ]";
    List<Trigger> expected = List.of(new Trigger(null, 1), new Trigger(null, 2));
    List<List<Trigger>> read = new ArrayList<>();

    tester.runFirst(
        "EtlStage",
        message,
        invocation -> {
          read.add(invocation.input().list(tester.triggers()));
          read.add(invocation.input().stream(tester.triggers()).toList());
          List<Trigger> items = new ArrayList<>();
          invocation.input().iterator(tester.triggers()).forEachRemaining(items::add);
          read.add(items);
        });

    assertThat(read).containsOnly(expected).hasSize(3);
  }

  @Test
  void refusesMessageOfAnotherShape() {
    assertInvalidMessage("{}", "is not a JSON array", true);
    assertInvalidMessage("[{},{\"count\":\"secret\"}]", "item 2: Error parsing number", true);
    assertInvalidMessage("null", "the value is null", false);
    assertInvalidMessage("{\"count\":\"secret\"}", "Error parsing number", false);
    assertInvalidMessage("[1]", "Expecting '{' as object start", false);
  }

  private void assertInvalidMessage(String message, String reason, boolean list) {
    assertThatExceptionOfType(InvalidEventException.class)
        .isThrownBy(
            () ->
                tester.runFirst(
                    "EtlStage",
                    message,
                    invocation -> {
                      if (list) {
                        invocation.input().list(tester.triggers());
                      } else {
                        invocation.input().value(tester.triggers());
                      }
                    }))
        .withMessageContaining("stage EtlStage")
        .withMessageContaining("the message that started the execution")
        .withMessageContaining(reason)
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("secret"));
  }

  @Test
  void argumentsMayBeLists() {
    String arguments = "\"arguments\":{\"a\":[\"x\", \"y,z\"],\"b\":\"1,2\",\"c\":[]},\"x\":1";
    List<List<?>> lists = new ArrayList<>();

    tester.handle(
        "S",
        event("S", "null", arguments),
        invocation -> {
          InvocationArguments given = invocation.arguments();
          lists.add(given.required("a", "a list", StageArguments.listOf(item -> item)));
          lists.add(given.required("b", "a list", StageArguments.listOf(Integer::parseInt)));
          lists.add(given.required("c", "a list", StageArguments.listOf(Integer::parseInt)));
        });

    assertThat(lists).containsExactly(List.of("x", "y,z"), List.of(1, 2), List.of());
  }

  @Test
  void saysThatThereIsNothingToRead() {
    String event = event("EtlStage", "null", "\"arguments\":null");

    assertThatExceptionOfType(InvalidEventException.class)
        .isThrownBy(
            () ->
                tester.handle(
                    "EtlStage", event, invocation -> invocation.input().list(tester.triggers())))
        .withMessageContaining("neither \"previousStage\" nor \"initialData\"");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | not the expected JSON",
        "text | not a JSON object",
        "[] | it is not a JSON object",
        "{ | not the expected JSON",
        "{\"executionId\":\"e | not the expected JSON",
        "{} | \"executionId\" is missing",
        "{\"executionId\":5} | \"executionId\" is not a string",
        "{\"executionId\":null} | \"executionId\" is missing",
        "{\"executionId\":\"e\"} | \"currentStage\" is missing",
        "{\"executionId\":\"e\",\"currentStage\":\"S\"} | \"workflowBucket\" is missing",
        "{\"executionId\":\"e\",\"currentStage\":\"S\",\"workflowBucket\":\" \"} | is missing",
        "{\"arguments\":[1]} | \"arguments\" is not an object",
        "{\"arguments\":{\"a\":{}}} | the argument \"a\" is not a string, a number, a boolean or an array"
      })
  void refusesEventThatIsNone(String event, String reason) {
    assertThatExceptionOfType(InvalidEventException.class)
        .isThrownBy(() -> tester.handle("S", event, invocation -> {}))
        .withMessageContaining("the event of stage S is not")
        .withMessageContaining(reason);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a/b",
        "..",
        "a..b",
        "../x",
        "",
        " ",
        "é",
        ".hidden",
        "a\\\\b",
        "a\\n",
        "\\na",
        "a\\u0000",
        "a%2Fb",
        "a?b",
        "a\\u202Eb",
        "\\uD83D\\uDE00",
        LONG_ID
      })
  void refusesExecutionIdThatCannotBePartOfPath(String id) {
    String event =
        "{\"executionId\":\""
            + id
            + "\",\"currentStage\":\"S\",\"workflowBucket\":\"b\",\"initialData\":{}}";

    assertThatExceptionOfType(InvalidEventException.class)
        .isThrownBy(() -> tester.handle("S", event, invocation -> {}))
        .withMessageMatching("(?s).*(cannot be part of an S3 path|is missing).*");
    assertThat(tester.keys()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"b/../c", "b?x", "b b", "é", "b", "a\\nbc"})
  void refusesBucketThatCannotBePartOfPath(String bucket) {
    String event =
        "{\"executionId\":\"e\",\"currentStage\":\"S\",\"workflowBucket\":\""
            + bucket
            + "\",\"initialData\":{}}";

    assertThatExceptionOfType(InvalidEventException.class)
        .isThrownBy(() -> tester.handle("S", event, invocation -> {}))
        .withMessageContaining("\"workflowBucket\" is not a bucket's name");
  }

  @ParameterizedTest
  @ValueSource(strings = {"../x", "a/b", "a\\nb", "é", "a.b", "1a", LONG_ID})
  void refusesPreviousStageThatCannotBePartOfPath(String previous) {
    assertThatExceptionOfType(InvalidEventException.class)
        .isThrownBy(
            () -> tester.handle("S", event("S", "\"" + previous + "\"", "\"x\":1"), each -> {}))
        .withMessageContaining("cannot be part of an S3 path");
  }

  @Test
  void refusesEventOfAnotherStage() {
    assertThatExceptionOfType(InvalidEventException.class)
        .isThrownBy(
            () ->
                tester.handle("EtlStage", event("OtherStage", "null", "\"x\":1"), invocation -> {}))
        .withMessageContaining(
            "the handler of stage EtlStage was invoked with an event for stage OtherStage");
    assertThatExceptionOfType(InvalidEventException.class)
        .isThrownBy(
            () -> tester.handle("S", event("S", "\"../Other\"", "\"x\":1"), invocation -> {}))
        .withMessageContaining("stage name");
  }

  @Test
  void convertsArguments() {
    String event =
        event(
            "S",
            "null",
            "\"arguments\":{\"run-date\":\"2026-11-23\",\"limit\": 12 ,\"rate\":-1.50e2,"
                + "\"dry\":true,\"none\":null}");
    List<Object> values = new ArrayList<>();

    tester.handle(
        "S",
        event,
        invocation -> {
          InvocationArguments arguments = invocation.arguments();
          values.add(arguments.required("run-date", "a LocalDate", LocalDate::parse));
          values.add(arguments.required("limit", "an int", Integer::parseInt));
          values.add(arguments.required("rate", "a text", text -> text));
          values.add(arguments.required("dry", "a boolean", Boolean::parseBoolean));
          values.add(arguments.optional("none", "an int", "7", Integer::parseInt));
          values.add(arguments.optional("absent", "an int", "8", Integer::parseInt));
        });

    assertThat(values).containsExactly(LocalDate.of(2026, 11, 23), 12, "-1.50e2", true, 7, 8);
  }

  @Test
  void saysWhichArgumentIsMissingOrWrong() {
    String event = event("S", "null", "\"arguments\":{\"limit\":\"ten\"}");

    assertThatExceptionOfType(InvalidEventException.class)
        .isThrownBy(
            () ->
                tester.handle(
                    "S",
                    event,
                    invocation ->
                        invocation
                            .arguments()
                            .required("run-date", "a LocalDate", LocalDate::parse)))
        .withMessageContaining("needs the argument \"run-date\" (a LocalDate)");
    assertThatExceptionOfType(InvalidEventException.class)
        .isThrownBy(
            () ->
                tester.handle(
                    "S",
                    event,
                    invocation ->
                        invocation.arguments().optional("limit", "an int", "1", Integer::parseInt)))
        .withMessageContaining("the argument \"limit\" is \"ten\", which is not an int")
        .withCauseInstanceOf(NumberFormatException.class);
  }
}
