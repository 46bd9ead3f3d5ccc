package dev.stageloom.runtime.s3;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** A request that S3 has refused or that has not reached it, after all attempts. */
public final class ObjectStorageException extends RuntimeException {

  @Serial private static final long serialVersionUID = 1L;

  private final String operation;
  private final int statusCode;
  private final String errorCode;
  private final String requestId;

  /**
   * S3 has answered with an error.
   *
   * @param operation the operation's name in S3's API: {@code GetObject}
   * @param statusCode the HTTP status
   * @param errorCode S3's code: {@code NoSuchKey}; empty if the answer has none
   * @param requestId S3's id of the request; empty if the answer has none
   * @param detail S3's message
   * @param cause what it was told by; null if there is nothing more to tell
   */
  public ObjectStorageException(
      String operation,
      int statusCode,
      String errorCode,
      String requestId,
      String detail,
      @Nullable Throwable cause) {
    super(operation + ": S3 answered " + statusCode + " " + errorCode + ": " + detail, cause);
    this.operation = operation;
    this.statusCode = statusCode;
    this.errorCode = errorCode;
    this.requestId = requestId;
  }

  /**
   * There is no answer of S3.
   *
   * @param operation the operation's name in S3's API: {@code GetObject}
   * @param message why there is none
   * @param cause what it was told by; null if there is nothing more to tell
   */
  public ObjectStorageException(String operation, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.operation = operation;
    this.statusCode = 0;
    this.errorCode = "";
    this.requestId = "";
  }

  /**
   * What was asked of S3.
   *
   * @return the operation's name in S3's API: {@code GetObject}
   */
  public String operation() {
    return operation;
  }

  /**
   * The answer's HTTP status.
   *
   * @return the status; 0 if there is no answer
   */
  public int statusCode() {
    return statusCode;
  }

  /**
   * S3's error code.
   *
   * @return the code: {@code NoSuchKey}; empty if the answer has none
   */
  public String errorCode() {
    return errorCode;
  }

  /**
   * S3's id of the request, which AWS Support asks for.
   *
   * @return the id; empty if the answer has none
   */
  public String requestId() {
    return requestId;
  }
}
