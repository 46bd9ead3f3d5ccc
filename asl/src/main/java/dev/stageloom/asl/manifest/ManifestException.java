package dev.stageloom.asl.manifest;

/** A manifest, or a file that it names, cannot be read; the message says which and why. */
public final class ManifestException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * Creates the exception.
   *
   * @param message what is wrong, and where
   */
  public ManifestException(String message) {
    super(message);
  }

  /**
   * Creates the exception.
   *
   * @param message what is wrong, and where
   * @param cause what was thrown
   */
  public ManifestException(String message, Throwable cause) {
    super(message, cause);
  }
}
