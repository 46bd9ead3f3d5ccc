package dev.stageloom.local.interpreter;

import org.jspecify.annotations.Nullable;

/** An expression has no JSON value; the message goes on after "the expression ...". */
final class EvaluationException extends Exception {

  private static final long serialVersionUID = 1L;

  EvaluationException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
