package dev.stageloom.processor;

import static com.google.testing.compile.CompilationSubject.assertThat;

import dev.stageloom.processor.diagnostic.Diagnostic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * One test for each diagnostic about what starts a workflow: what triggers it, its line, its text.
 */
class TriggerDiagnosticsTest {

  private static final String NIGHTLY = "schedule = @Schedule(expression = \"rate(1 day)\")";
  private static final String UPLOADS = "objectCreated = @ObjectCreated(bucket = \"uploads\")";
  private static final String ORDERS =
      "event = @EventPattern(\"{\\\"source\\\": [\\\"shop\\\"]}\")";

  /** A workflow whose first stage takes a map. */
  private static Compile workflow(String attributes) {
    return workflow(attributes, "Map<String, Object> in");
  }

  private static Compile workflow(String attributes, String parameters) {
    return Compile.source(
            "W", "@Workflow(\n" + attributes + ",\nstages = {A.class})\nfinal class W {}")
        .and("Item", "public record Item(int amount, String shop) {}")
        .and(
            "A",
            "@LambdaStage(timeout = 10) final class A { public void run(" + parameters + ") {} }");
  }

  @Test
  void sl230TwoTriggers() {
    workflow(NIGHTLY + ",\n" + ORDERS)
        .fails(
            Diagnostic.TRIGGERS_CONFLICT,
            "W",
            "event =",
            "Workflow w is started by a schedule and by events; a workflow has one trigger.");
    workflow("queue = true,\n" + UPLOADS)
        .fails(
            Diagnostic.TRIGGERS_CONFLICT,
            "W",
            "objectCreated =",
            "Workflow w is started by a queue and by new objects");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        NIGHTLY
            + "|List<Item> in|List<Item>|the schedule gives it a JSON object with the fields"
            + " scheduledTime, scheduleExecutionId. Fix: Take"
            + " dev.stageloom.annotations.event.ScheduledStart or a Map<String, Object>.",
        NIGHTLY + "|String in|String|the schedule gives it a JSON object with the fields",
        "schedule = @Schedule(expression = \"rate(1 day)\", input = \"[1, 2]\")"
            + "|Item in|Item|the schedule gives it a JSON array. Fix: Take what the schedule's"
            + " input is.",
        UPLOADS
            + "|Stream<String> in|Stream<String>|S3's event gives it a JSON object with the fields"
            + " version, bucket, object",
        ORDERS
            + "|int in|int|the event gives it a JSON object. Fix: Take a record with fields of the"
            + " event's detail or a Map<String, Object>.",
      })
  void sl231MessageOfAnotherKind(String trigger, String parameter, String type, String message) {
    workflow(trigger, parameter)
        .fails(
            Diagnostic.TRIGGER_SHAPE,
            "W",
            "A.class",
            "In workflow w, A takes " + type + ", but " + message);
  }

  @Test
  void sl232MessageWithOtherFields() {
    workflow(NIGHTLY, "Item in")
        .warns(
            Diagnostic.TRIGGER_FIELDS,
            "W",
            "A.class",
            "In workflow w, A takes Item with the fields amount, shop, and the schedule gives none"
                + " of them, but a JSON object with the fields scheduledTime,"
                + " scheduleExecutionId. Fix: Take"
                + " dev.stageloom.annotations.event.ScheduledStart or a Map<String, Object>.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        NIGHTLY + "|dev.stageloom.annotations.event.ScheduledStart in",
        NIGHTLY + "|Map<String, Object> in",
        NIGHTLY + "|Object in",
        NIGHTLY + "|",
        "schedule = @Schedule(expression = \"rate(1 day)\", timeZone = \"Europe/Berlin\", input ="
            + " \"{\\\"shop\\\": \\\"north\\\", \\\"try\\\": <aws.scheduler.attempt-number>}\")"
            + "|Item in",
        "schedule = @Schedule(expression = \"rate(1 day)\", input = \"[1, 2]\")|List<Integer> in",
        UPLOADS + "|dev.stageloom.annotations.event.ObjectCreatedEvent in",
        "objectCreated = @ObjectCreated(prefix = \"in/\", suffix = \".csv\")|Map<String, Object> in",
        ORDERS + "|Item in",
        "queue = false|Item in",
        "queue = true|List<Item> in",
        "queue = false, " + NIGHTLY + "|Map<String, Object> in",
      })
  void whatFits(String trigger, String parameter) {
    assertThat(workflow(trigger, parameter == null ? "" : parameter).run())
        .succeededWithoutWarnings();
  }

  @Test
  void sl233ArgumentThatTheTriggerDoesNotGive() {
    workflow(NIGHTLY, "@Argument(\"shop\") String shop")
        .fails(
            Diagnostic.TRIGGER_ARGUMENT,
            "W",
            "A.class",
            "In workflow w, A needs the argument \"shop\", which the schedule does not give. Fix:"
                + " Give the argument a default, or add it to the schedule's input.");
    workflow(UPLOADS, "@Argument(\"shop\") String shop")
        .fails(
            Diagnostic.TRIGGER_ARGUMENT,
            "W",
            "A.class",
            "In workflow w, A needs the argument \"shop\", which S3's event does not give. Fix: Give"
                + " the argument a default.");
    assertThat(
            workflow(NIGHTLY, "@Argument(value = \"shop\", defaultValue = \"north\") String shop")
                .run())
        .succeededWithoutWarnings();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "exec", "executions/", "executions/in/"})
  void sl234AWorkflowThatStartsItself(String prefix) {
    workflow("objectCreated = @ObjectCreated(\nprefix = \"" + prefix + "\")")
        .fails(
            Diagnostic.TRIGGER_LOOP,
            "W",
            "prefix =",
            "Workflow w is started by new objects of its own bucket with the prefix \""
                + prefix
                + "\", and its stages write such objects.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0 3 * * *|it is none of cron(...), rate(...) and at(...)",
        "cron(0 3 * * *)|a cron expression has six fields, and this one has 5",
        "cron(0 24 * * ? *)|\"24\" is not a value of hours: it has 0 to 23",
        "cron(0 3 ? * MO *)|\"MO\" is not a value of day-of-week: it has 1 to 7 or SUN to SAT",
        "cron(0 3 * * * *)|one of day-of-month and day-of-week must be ?, and the other not",
        "rate(0 days)|a rate is a positive number and minutes, hours or days",
        "at(2027-02-30T00:00:00)|\"2027-02-30T00:00:00\" is not a time",
      })
  void sl340Schedule(String expression, String problem) {
    workflow("schedule = @Schedule(\nexpression = \"" + expression + "\")")
        .fails(
            Diagnostic.SCHEDULE_EXPRESSION,
            "W",
            "expression =",
            "The schedule \"" + expression + "\" is none of EventBridge Scheduler: " + problem);
  }

  @Test
  void sl341TimeZone() {
    workflow("schedule = @Schedule(expression = \"rate(1 day)\",\ntimeZone = \"Berlin\")")
        .fails(
            Diagnostic.SCHEDULE_TIME_ZONE, "W", "timeZone =", "There is no time zone \"Berlin\".");
  }

  @Test
  void sl342ScheduleInput() {
    workflow("schedule = @Schedule(expression = \"rate(1 day)\",\ninput = \"north\")")
        .fails(
            Diagnostic.SCHEDULE_INPUT,
            "W",
            "input =",
            "The input of the schedule of workflow w cannot be an execution's: it is not JSON:");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "shop|it is not JSON:",
        "{}|it is not an object with at least one field",
        "{'source': 'shop'}|the field source is \"shop\", and must be a list of values",
        "{'detail': {'total': [{'more': 1}]}}|the field detail.total has {\"more\":1}: an object in"
            + " a list has one of [anything-but, cidr, ",
      })
  void sl343EventPattern(String pattern, String problem) {
    workflow("event = @EventPattern(\n\"" + pattern.replace("'", "\\\"") + "\")")
        .fails(
            Diagnostic.EVENT_PATTERN,
            "W",
            "\"" + pattern.replace("'", "\\\"") + "\"",
            "The event pattern of workflow w is none of EventBridge: " + problem);
  }

  @Test
  void sl344BucketName() {
    workflow("objectCreated = @ObjectCreated(\nbucket = \"s3://Uploads\")")
        .fails(
            Diagnostic.BUCKET_NAME,
            "W",
            "bucket =",
            "\"s3://Uploads\" cannot be a bucket's name: it has 3 to 63 lower-case letters");
  }

  /** A queue tries a message again, a schedule or an event does not. */
  @Test
  void retriesOfAnExpressWorkflowMultiplyWithAQueueOnly() {
    String stage =
        "@Retry(maxAttempts = 5, intervalSeconds = 1, backoffRate = 1)\n"
            + "@LambdaStage(timeout = 10)\n"
            + "final class A { public void run(Map<String, Object> in) {} }";
    assertThat(
            Compile.source(
                    "W",
                    "@Workflow(type = WorkflowType.EXPRESS, stages = A.class, "
                        + NIGHTLY
                        + ") final class W {}")
                .and("A", stage)
                .run())
        .succeededWithoutWarnings();
  }
}
