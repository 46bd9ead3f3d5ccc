package dev.stageloom.benchmarks;

/**
 * There is nothing to compare: a compile failed, an arm did not do what the other did, or was not
 * there.
 */
final class BenchmarkException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  BenchmarkException(String message) {
    super(message);
  }
}
