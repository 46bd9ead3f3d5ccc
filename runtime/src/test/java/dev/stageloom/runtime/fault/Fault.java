package dev.stageloom.runtime.fault;

import java.util.function.Predicate;

/** What can go wrong between a client and S3. */
public enum Fault {
  /** 503: too many requests to a prefix. */
  SLOW_DOWN(Kind.RETRYABLE, operation -> true),
  /** 500. */
  INTERNAL_ERROR(Kind.RETRYABLE, operation -> true),
  /** 400: S3 did not receive the request's body in time. */
  REQUEST_TIMEOUT(Kind.RETRYABLE, operation -> true),
  /** 403: the client's clock is wrong. */
  CLOCK_SKEW(Kind.RETRYABLE, operation -> true),
  /** 403. */
  ACCESS_DENIED(Kind.FINAL, operation -> true),
  /** 404. */
  NO_SUCH_BUCKET(Kind.FINAL, operation -> true),
  /** 404. */
  NO_SUCH_KEY(Kind.FINAL, operation -> operation == S3Operation.GET),
  /** For a while nothing listens. */
  CONNECTION_REFUSED(Kind.RETRYABLE, operation -> true),
  /** The connection is reset when the request was sent. */
  RESET_BEFORE_ANSWER(Kind.RETRYABLE, operation -> true),
  /** The connection is closed in order, without an answer. */
  CLOSED_BEFORE_ANSWER(Kind.RETRYABLE, operation -> true),
  /** The connection is reset while the client sends. */
  RESET_IN_REQUEST(Kind.RETRYABLE, S3Operation::hasContent),
  /** The connection is reset while the client receives. */
  RESET_IN_ANSWER(Kind.RETRYABLE, S3Operation::hasAnswerContent),
  /** The connection is closed in order before the content's end. */
  TRUNCATED_ANSWER(Kind.RETRYABLE, S3Operation::hasAnswerContent),
  /** The server has done its work, and the client does not learn of it. */
  ANSWER_LOST(Kind.RETRYABLE, S3Operation::writes),
  /** As before, but the server does its work when the client has given up waiting. */
  DONE_LATE(Kind.RETRYABLE, S3Operation::writes),
  /** Nothing comes. */
  STALLED(Kind.RETRYABLE, operation -> true),
  /** In the middle of the answer nothing more comes. */
  STALLED_IN_ANSWER(Kind.RETRYABLE, S3Operation::hasAnswerContent),
  /** The answer comes in small pieces, none later than the client's timeout. */
  SLOW_ANSWER(Kind.RETRYABLE, S3Operation::hasAnswerContent),
  /** The request waits, so that those behind it on other connections overtake it. */
  DELAYED(Kind.RETRYABLE, operation -> true),
  /** 200, and in it an error. */
  ERROR_IN_200(Kind.RETRYABLE, operation -> operation == S3Operation.COMPLETE_UPLOAD),
  /** While an object is read, another takes its place and the connection breaks. */
  OBJECT_REPLACED(Kind.FINAL, operation -> operation == S3Operation.GET),
  /** The object is something else than a stage's output. */
  WRONG_CONTENT(Kind.FINAL, operation -> operation == S3Operation.GET);

  private enum Kind {
    RETRYABLE,
    FINAL
  }

  private final Kind kind;
  private final Predicate<S3Operation> operations;

  Fault(Kind kind, Predicate<S3Operation> operations) {
    this.kind = kind;
    this.operations = operations;
  }

  /** Whether a client that tries once more gets over it. */
  public boolean isRetryable() {
    return kind == Kind.RETRYABLE;
  }

  /** Whether it can hit an operation. */
  public boolean hits(S3Operation operation) {
    return operations.test(operation);
  }

  /** Whether the client must wait for its timeout. */
  public boolean takesTimeout() {
    return this == STALLED || this == STALLED_IN_ANSWER || this == DONE_LATE;
  }

  /** Whether the client may believe that a request has failed which the server has done. */
  public boolean hidesSuccess() {
    return this == ANSWER_LOST
        || this == DONE_LATE
        || this == RESET_IN_ANSWER
        || this == TRUNCATED_ANSWER
        || this == STALLED_IN_ANSWER;
  }
}
