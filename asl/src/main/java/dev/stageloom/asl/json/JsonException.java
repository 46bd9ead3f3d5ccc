package dev.stageloom.asl.json;

/** A text is not JSON, or its JSON is not what was expected; the message says where and why. */
public final class JsonException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * Creates the exception.
   *
   * @param message what is wrong, and where
   */
  public JsonException(String message) {
    super(message);
  }
}
