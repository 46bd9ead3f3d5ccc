package dev.stageloom.cdk;

import java.util.regex.Pattern;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.Token;
import software.constructs.Construct;

/** The names that functions, jobs and state machines get in AWS, and their limits. */
final class PhysicalNames {

  /** AWS Lambda API reference, {@code CreateFunction}, {@code FunctionName}: 64 characters. */
  private static final int FUNCTION_MAX = 64;

  /** AWS Glue API reference, {@code CreateJob}, {@code Name}: 255 characters. */
  private static final int JOB_MAX = 255;

  /** AWS Step Functions API reference, {@code CreateStateMachine}, {@code name}: 80 characters. */
  private static final int STATE_MACHINE_MAX = 80;

  /** What every one of these services and CloudWatch allow in a name. */
  private static final Pattern SAFE = Pattern.compile("[A-Za-z0-9_-]+");

  private PhysicalNames() {}

  /**
   * The name {@code <stackName>-<stage>} of a function.
   *
   * @param scope a construct in the stack
   * @param stage the stage's name
   * @return the name
   * @throws IllegalArgumentException if the name is too long
   */
  static String function(Construct scope, String stage) {
    return requireFunction(
        stackName(scope, "functionName") + "-" + stage,
        ": shorten the stack's name or the stage's, or set functionName");
  }

  /**
   * Checks a function's name.
   *
   * @param name the name
   * @param fix how to fix it, as the end of the message
   * @return the name
   * @throws IllegalArgumentException if Lambda does not allow the name
   */
  static String requireFunction(String name, String fix) {
    return require("Lambda function", name, FUNCTION_MAX, fix);
  }

  /**
   * The name {@code <stackName>-<stage>} of a Glue job.
   *
   * @param scope a construct in the stack
   * @param stage the stage's name
   * @return the name
   * @throws IllegalArgumentException if the name is too long
   */
  static String job(Construct scope, String stage) {
    return requireJob(
        stackName(scope, "jobName") + "-" + stage,
        ": shorten the stack's name or the stage's, or set jobName");
  }

  /**
   * Checks a Glue job's name. Glue allows more characters; these are also safe in its ARN and in
   * the names of its log groups.
   *
   * @param name the name
   * @param fix how to fix it, as the end of the message
   * @return the name
   * @throws IllegalArgumentException if it is not such a name
   */
  static String requireJob(String name, String fix) {
    return require("Glue job", name, JOB_MAX, fix);
  }

  /**
   * The name {@code <stackName>-<type>} of a state machine. The type is in it because another type
   * is another state machine, which CloudFormation creates before it deletes the old one.
   *
   * @param scope a construct in the stack
   * @param type {@code Standard} or {@code Express}
   * @return the name
   * @throws IllegalArgumentException if the name is too long
   */
  static String stateMachine(Construct scope, String type) {
    return requireStateMachine(
        stackName(scope, "stateMachineName") + "-" + type,
        ": shorten the stack's name, or set stateMachineName");
  }

  /**
   * Checks a state machine's name.
   *
   * @param name the name
   * @param fix how to fix it, as the end of the message
   * @return the name
   * @throws IllegalArgumentException if Step Functions or CloudWatch do not allow the name
   */
  static String requireStateMachine(String name, String fix) {
    return require("state machine", name, STATE_MACHINE_MAX, fix);
  }

  private static String stackName(Construct scope, String setter) {
    String name = Stack.of(scope).getStackName();
    if (Boolean.TRUE.equals(Token.isUnresolved(name))) {
      throw new IllegalArgumentException(
          "the stack of "
              + scope.getNode().getPath()
              + " gets its name during deployment (is it a nested stack?), so no name can be made of"
              + " it: set "
              + setter);
    }
    return name;
  }

  private static String require(String what, String name, int max, String fix) {
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
              + " are allowed"
              + fix);
    }
    if (!SAFE.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "the "
              + what
              + "'s name \""
              + name
              + "\" may hold letters, digits, '-' and '_' only"
              + fix);
    }
    return name;
  }
}
