package dev.stageloom.annotations.contract;

import java.util.Objects;
import java.util.regex.Pattern;

/**
 * Where a stage's output lies: {@code s3://{bucket}/executions/{executionId}/{stage}/output.json},
 * as one object or as a dataset of part files under that prefix.
 *
 * @param bucket the S3 bucket's name
 * @param executionId the execution's id
 * @param stage the stage's name
 */
public record OutputLocation(String bucket, String executionId, String stage) {

  /** The name of the marker object that commits a dataset. */
  public static final String SUCCESS_MARKER = "_SUCCESS";

  /** The prefix, without a slash at its end, under which all executions lie. */
  public static final String EXECUTIONS_PREFIX = "executions";

  private static final Pattern EXECUTION_ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,79}");
  private static final Pattern STAGE = Pattern.compile("[A-Za-z][A-Za-z0-9_-]{0,59}");

  /**
   * Checks that the id and the stage are safe as elements of a path.
   *
   * @throws IllegalArgumentException if one of them is not, with a message that says why
   */
  public OutputLocation {
    Objects.requireNonNull(bucket, "bucket");
    requireExecutionId(executionId);
    requireStage(stage);
  }

  /**
   * Checks an execution id: 1 to 80 letters, digits, {@code .}, {@code _} and {@code -}, starting
   * with a letter or digit, without {@code ..}. Step Functions' own names (80 characters;
   * CloudWatch asks for {@code [0-9A-Za-z_-]}) are within this.
   *
   * @param executionId the id
   * @return the id
   * @throws IllegalArgumentException if it is not valid, with a message that says what is
   */
  public static String requireExecutionId(String executionId) {
    Objects.requireNonNull(executionId, "executionId");
    if (!EXECUTION_ID.matcher(executionId).matches() || executionId.contains("..")) {
      throw new IllegalArgumentException(
          "execution id \""
              + executionId
              + "\" cannot be part of an S3 path: use 1 to 80 letters, digits, '.', '_' and '-',"
              + " start with a letter or digit, and leave out '..'");
    }
    return executionId;
  }

  /**
   * Checks a stage's name: 1 to 60 letters, digits, {@code _} and {@code -}, starting with a
   * letter.
   *
   * @param stage the name
   * @return the name
   * @throws IllegalArgumentException if it is not valid, with a message that says what is
   */
  public static String requireStage(String stage) {
    Objects.requireNonNull(stage, "stage");
    if (!STAGE.matcher(stage).matches()) {
      throw new IllegalArgumentException(
          "stage name \""
              + stage
              + "\" cannot be part of an S3 path: use 1 to 60 letters, digits, '_' and '-', and"
              + " start with a letter");
    }
    return stage;
  }

  /**
   * The output's key: of its one object, or with a slash the prefix of its dataset.
   *
   * @return {@code executions/{executionId}/{stage}/output.json}
   */
  public String key() {
    return EXECUTIONS_PREFIX + "/" + executionId + "/" + stage + "/output.json";
  }

  /**
   * The prefix of a dataset's part files.
   *
   * @return {@link #key()} and a slash
   */
  public String datasetPrefix() {
    return key() + "/";
  }

  /**
   * The key of the marker that commits a dataset.
   *
   * @return the key
   */
  public String successKey() {
    return datasetPrefix() + SUCCESS_MARKER;
  }

  /**
   * The output's URI.
   *
   * @return {@code s3://{bucket}/{key}}
   */
  public String uri() {
    return "s3://" + bucket + "/" + key();
  }

  @Override
  public String toString() {
    return uri();
  }
}
