package dev.stageloom.asl.workflow;

import java.util.regex.Pattern;

/**
 * The names between <code>${</code> and <code>}</code> in a definition, whose values CloudFormation
 * fills in when the state machine is deployed ({@code DefinitionSubstitutions}).
 */
public final class Substitutions {

  /** The name of the S3 bucket of the workflow's outputs. */
  public static final String WORKFLOW_BUCKET = "WorkflowBucketName";

  /** The AWS partition, such as {@code aws}. */
  public static final String PARTITION = "Partition";

  private static final Pattern NOT_ALPHANUMERIC = Pattern.compile("[^A-Za-z0-9]");

  private Substitutions() {}

  /**
   * The name that stands for the ARN of a stage's Lambda function.
   *
   * @param stage the stage's name
   * @return the stage's letters and digits, and {@code FunctionArn}
   */
  public static String functionArn(String stage) {
    return alphanumeric(stage) + "FunctionArn";
  }

  /**
   * The name that stands for the name of a stage's Glue job.
   *
   * @param stage the stage's name
   * @return the stage's letters and digits, and {@code JobName}
   */
  public static String jobName(String stage) {
    return alphanumeric(stage) + "JobName";
  }

  /**
   * The place that a value takes in a definition.
   *
   * @param name the substitution's name
   * @return the name between <code>${</code> and <code>}</code>
   */
  public static String reference(String name) {
    return "${" + name + "}";
  }

  /**
   * A text of the user's in which nothing is taken for a substitution.
   *
   * @param text the text
   * @return the text with a space in every <code>${</code>
   */
  public static String plain(String text) {
    return text.replace("${", "$ {");
  }

  private static String alphanumeric(String name) {
    return NOT_ALPHANUMERIC.matcher(name).replaceAll("");
  }
}
