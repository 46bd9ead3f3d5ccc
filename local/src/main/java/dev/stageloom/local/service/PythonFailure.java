package dev.stageloom.local.service;

/** What a job in Python has failed with. */
final class PythonFailure extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String error;

  PythonFailure(String error, String message) {
    super(message, null, false, false);
    this.error = error;
  }

  /** Python's name of the error, and what it says. */
  @Override
  public String toString() {
    return error + ": " + getMessage();
  }
}
