package dev.stageloom.cdk;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.Token;
import software.constructs.Construct;

/**
 * The names that functions, jobs, state machines and what watches them get in AWS: {@code
 * <stackName>-<purpose>}, with the ids of the constructs in between if the workflow is not directly
 * in its stack. A name that is too long is cut and ends with a hash of the whole.
 */
final class PhysicalNames {

  /** AWS Lambda API reference, {@code CreateFunction}, {@code FunctionName}: 64 characters. */
  private static final int FUNCTION_MAX = 64;

  /** AWS Glue API reference, {@code CreateJob}, {@code Name}: 255 characters. */
  private static final int JOB_MAX = 255;

  /** AWS Step Functions API reference, {@code CreateStateMachine}, {@code name}: 80 characters. */
  private static final int STATE_MACHINE_MAX = 80;

  /** EventBridge Scheduler API reference, {@code CreateSchedule}, {@code Name}: 64 characters. */
  private static final int SCHEDULE_MAX = 64;

  /**
   * CloudWatch API reference, {@code PutMetricAlarm}, {@code PutDashboard}; CloudWatch Logs, {@code
   * PutQueryDefinition}: 255 characters.
   */
  private static final int CLOUDWATCH_MAX = 255;

  /** What every one of these services and CloudWatch allow in a name. */
  private static final Pattern SAFE = Pattern.compile("[A-Za-z0-9_-]+");

  private static final Pattern UNSAFE_CHARACTER = Pattern.compile("[^A-Za-z0-9_-]");

  /** How many bytes of the hash end a name that was cut. */
  private static final int HASH_BYTES = 4;

  private PhysicalNames() {}

  /**
   * The name of a stage's function.
   *
   * @param prefix the start of names in the stage's place
   * @param stage the stage's name
   * @return the name, at most 64 characters
   */
  static String function(String prefix, String stage) {
    return shorten(prefix + "-" + stage, FUNCTION_MAX);
  }

  /**
   * Checks a function's name.
   *
   * @param name the name
   * @return the name
   * @throws IllegalArgumentException if Lambda does not allow the name
   */
  static String requireFunction(String name) {
    return require("Lambda function", name, FUNCTION_MAX, "functionName");
  }

  /**
   * The name of a stage's Glue job.
   *
   * @param prefix the start of names in the stage's place
   * @param stage the stage's name
   * @return the name, at most 255 characters
   */
  static String job(String prefix, String stage) {
    return shorten(prefix + "-" + stage, JOB_MAX);
  }

  /**
   * Checks a Glue job's name. Glue allows more characters; these are also safe in its ARN and in
   * the names of its log groups.
   *
   * @param name the name
   * @return the name
   * @throws IllegalArgumentException if it is not such a name
   */
  static String requireJob(String name) {
    return require("Glue job", name, JOB_MAX, "jobName");
  }

  /**
   * The name of a state machine. The type is in it because another type is another state machine,
   * which CloudFormation creates before it deletes the old one.
   *
   * @param prefix the start of names in the workflow
   * @param type {@code Standard} or {@code Express}
   * @return the name, at most 80 characters
   */
  static String stateMachine(String prefix, String type) {
    return shorten(prefix + "-" + type, STATE_MACHINE_MAX);
  }

  /**
   * Checks a state machine's name.
   *
   * @param name the name
   * @return the name
   * @throws IllegalArgumentException if Step Functions or CloudWatch do not allow the name
   */
  static String requireStateMachine(String name) {
    return require("state machine", name, STATE_MACHINE_MAX, "stateMachineName");
  }

  /**
   * The name of a schedule.
   *
   * @param prefix the start of names in the workflow
   * @return the name, at most 64 characters
   */
  static String schedule(String prefix) {
    return shorten(prefix + "-Schedule", SCHEDULE_MAX);
  }

  /**
   * The name of an alarm, a dashboard or a saved query.
   *
   * @param prefix the start of names in the workflow
   * @param purpose what it is
   * @return the name, at most 255 characters
   */
  static String ofWatcher(String prefix, String purpose) {
    return shorten(prefix + "-" + purpose, CLOUDWATCH_MAX);
  }

  /**
   * The start of the names in a scope: its stack's name, and the ids from there.
   *
   * @param scope the scope of a workflow and its stages
   * @return the start, without {@code -}
   */
  static String prefix(Construct scope) {
    Stack stack = Stack.of(scope);
    List<String> parts = new ArrayList<>();
    Construct at = scope;
    // The name of a nested stack is known only during deployment: its id stands for it.
    while (!at.equals(stack) || stack.getNestedStackParent() != null) {
      parts.add(0, UNSAFE_CHARACTER.matcher(at.getNode().getId()).replaceAll("-"));
      if (at.equals(stack)) {
        stack = Objects.requireNonNull(stack.getNestedStackParent());
      }
      at = (Construct) Objects.requireNonNull(at.getNode().getScope());
    }
    parts.add(0, stack.getStackName());
    return String.join("-", parts);
  }

  /** A name as it is, or its start with a hash of it all. */
  static String shorten(String name, int max) {
    if (name.length() <= max) {
      return name;
    }
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8));
      String hash = HexFormat.of().formatHex(digest, 0, HASH_BYTES);
      return name.substring(0, max - hash.length() - 1) + "-" + hash;
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }

  private static String require(String what, String name, int max, String setter) {
    if (Boolean.TRUE.equals(Token.isUnresolved(name))) {
      return name;
    }
    if (name.length() > max) {
      throw new IllegalArgumentException(
          "the "
              + what
              + "'s name \""
              + name
              + "\" has "
              + name.length()
              + " characters, and at most "
              + max
              + " are allowed: change "
              + setter);
    }
    if (!SAFE.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "the "
              + what
              + "'s name \""
              + name
              + "\" may hold letters, digits, '-' and '_' only: change "
              + setter);
    }
    return name;
  }
}
