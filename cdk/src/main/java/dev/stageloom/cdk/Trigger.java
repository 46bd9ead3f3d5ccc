package dev.stageloom.cdk;

import dev.stageloom.asl.json.Json;
import dev.stageloom.asl.trigger.BucketName;
import dev.stageloom.asl.trigger.EventPattern;
import dev.stageloom.asl.trigger.ScheduleExpression;
import dev.stageloom.asl.trigger.WorkflowTrigger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import software.amazon.awscdk.ArnComponents;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.Token;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.s3.IBucket;

/**
 * What starts executions, and what the first stage then gets as its input:
 *
 * <table>
 *   <caption>The input of the first stage</caption>
 *   <tr><th>trigger</th><th>input</th></tr>
 *   <tr><td>{@link #queue}</td><td>the message's body, which is JSON</td></tr>
 *   <tr><td>{@link #schedule}</td>
 *       <td>{@code {"scheduledTime": "2026-11-23T03:00:00Z", "scheduleExecutionId": "..."}}, or
 *       {@link Schedule#input}</td></tr>
 *   <tr><td>{@link #objectCreated}</td>
 *       <td>the detail of S3's event: {@code {"bucket": {"name": "..."}, "object": {"key": "...",
 *       "size": 1, "etag": "..."}, "reason": "PutObject", ...}}</td></tr>
 *   <tr><td>{@link #event}</td><td>the event's {@code detail}</td></tr>
 *   <tr><td>{@link #none}</td><td>the input of {@code StartExecution}</td></tr>
 * </table>
 */
public sealed interface Trigger {

  /**
   * A queue: each message starts one execution.
   *
   * @return the trigger
   */
  static Trigger queue() {
    return new Queue();
  }

  /**
   * A time table.
   *
   * @param expression an expression of EventBridge Scheduler, such as {@code cron(0 3 * * ? *)},
   *     {@code rate(1 hour)} or {@code at(2027-01-01T00:00:00)}
   * @param timeZone the time zone of the expression, such as {@code Europe/Berlin} or {@code UTC}
   * @return the trigger
   */
  static Schedule schedule(String expression, String timeZone) {
    return new Schedule(expression, timeZone, WorkflowTrigger.Schedule.DEFAULT_INPUT);
  }

  /**
   * New objects in a bucket. If it is one of the same app, it is made to send its events to
   * EventBridge.
   *
   * @param bucket the bucket
   * @param prefix how their keys begin; empty for all
   * @param suffix how their keys end; empty for all
   * @return the trigger
   */
  static ObjectCreated objectCreated(IBucket bucket, String prefix, String suffix) {
    return new ObjectCreated(bucket.getBucketName(), prefix, suffix, Optional.of(bucket));
  }

  /**
   * New objects in a bucket by its name, which sends its events to EventBridge already.
   *
   * @param bucketName the bucket's name
   * @param prefix how their keys begin; empty for all
   * @param suffix how their keys end; empty for all
   * @return the trigger
   */
  static ObjectCreated objectCreated(String bucketName, String prefix, String suffix) {
    return new ObjectCreated(bucketName, prefix, suffix, Optional.empty());
  }

  /**
   * Events of EventBridge's default bus.
   *
   * @param pattern which events: an event pattern in JSON, such as <code>
   *     {"source": ["shop"], "detail-type": ["Order placed"]}</code>
   * @return the trigger
   */
  static Event event(String pattern) {
    return new Event(pattern);
  }

  /**
   * Nothing: executions are started by {@code StartExecution}.
   *
   * @return the trigger
   */
  static Trigger none() {
    return new None();
  }

  /**
   * What is wrong with it.
   *
   * @return the problems, each with its fix
   */
  default List<String> problems() {
    return List.of();
  }

  /** A queue. */
  record Queue() implements Trigger {}

  /**
   * A time table.
   *
   * @param expression the times
   * @param timeZone their time zone
   * @param input the execution's input: JSON, in which {@code <aws.scheduler.scheduled-time>}
   *     stands for the time of the start and {@code <aws.scheduler.execution-id>} for its id
   */
  record Schedule(String expression, String timeZone, String input) implements Trigger {

    /**
     * With another input.
     *
     * @param json the input
     * @return the changed trigger
     */
    public Schedule withInput(String json) {
      return new Schedule(expression, timeZone, json);
    }

    @Override
    public List<String> problems() {
      List<String> problems = new ArrayList<>();
      ScheduleExpression.problem(expression)
          .ifPresent(
              problem ->
                  problems.add(
                      "the schedule \""
                          + expression
                          + "\" is none of EventBridge Scheduler: "
                          + problem
                          + ": write cron(minutes hours day-of-month month day-of-week year),"
                          + " rate(1 hour) or at(2027-01-01T00:00:00)"));
      if (!ScheduleExpression.isTimeZone(timeZone)) {
        problems.add(
            "there is no time zone \"" + timeZone + "\": write one such as Europe/Berlin or UTC");
      }
      new WorkflowTrigger.Schedule(expression, timeZone, input)
          .inputProblem()
          .ifPresent(problem -> problems.add("the schedule's input cannot be used: " + problem));
      return problems;
    }
  }

  /**
   * New objects in a bucket.
   *
   * @param bucketName the bucket's name
   * @param prefix how their keys begin; empty for all
   * @param suffix how their keys end; empty for all
   * @param bucket the bucket, if it is not known by its name only
   */
  record ObjectCreated(String bucketName, String prefix, String suffix, Optional<IBucket> bucket)
      implements Trigger {

    @Override
    public List<String> problems() {
      return Token.isUnresolved(bucketName)
          ? List.of()
          : BucketName.problem(bucketName).stream()
              .map(problem -> "\"" + bucketName + "\" cannot be a bucket's name: " + problem)
              .toList();
    }

    /** The event pattern of such objects. */
    Map<String, Object> pattern() {
      Map<String, Object> detail = new LinkedHashMap<>();
      detail.put("bucket", Map.of("name", List.of(bucketName)));
      if (!prefix.isEmpty() || !suffix.isEmpty()) {
        detail.put("object", Map.of("key", List.of(key())));
      }
      Map<String, Object> pattern = new LinkedHashMap<>();
      pattern.put("source", List.of("aws.s3"));
      pattern.put("detail-type", List.of("Object Created"));
      pattern.put("detail", detail);
      return pattern;
    }

    /** The permissions to read such objects. */
    List<PolicyStatement> read(Stack stack) {
      String arn =
          bucket
              .map(IBucket::getBucketArn)
              .orElseGet(
                  () ->
                      stack.formatArn(
                          ArnComponents.builder()
                              .service("s3")
                              .region("")
                              .account("")
                              .resource(bucketName)
                              .build()));
      List<PolicyStatement> statements = new ArrayList<>();
      statements.add(
          StagePermissions.allow(
              List.of("s3:GetObject"),
              List.of(arn + "/" + inPolicy(prefix) + "*" + inPolicy(suffix))));
      bucket
          .map(IBucket::getEncryptionKey)
          .ifPresent(
              key ->
                  statements.add(
                      StagePermissions.allow(List.of("kms:Decrypt"), List.of(key.getKeyArn()))));
      return statements;
    }

    /** Source: AWS IAM user guide, "Policy variables", for the characters with a meaning. */
    private static String inPolicy(String text) {
      return text.replaceAll("[*?$]", "\\${$0}");
    }

    private Map<String, String> key() {
      if (suffix.isEmpty()) {
        return Map.of("prefix", prefix);
      }
      if (prefix.isEmpty()) {
        return Map.of("suffix", suffix);
      }
      // Two matchers of one field would be one or the other.
      return Map.of("wildcard", literal(prefix) + "*" + literal(suffix));
    }

    private static String literal(String text) {
      return text.replace("\\", "\\\\").replace("*", "\\*");
    }
  }

  /**
   * Events.
   *
   * @param pattern which events: an event pattern in JSON
   */
  record Event(String pattern) implements Trigger {

    @Override
    public List<String> problems() {
      return EventPattern.problem(pattern).stream()
          .map(
              problem ->
                  "the event pattern is none of EventBridge: "
                      + problem
                      + ": write a JSON object such as {\"source\": [\"shop\"]}")
          .toList();
    }

    /** The pattern's fields. */
    Map<?, ?> fields() {
      return (Map<?, ?>) Objects.requireNonNull(Json.parse(pattern));
    }
  }

  /** Nothing. */
  record None() implements Trigger {}
}
