package dev.stageloom.runtime.fault;

import java.util.function.Predicate;

/**
 * A fault that hits some of the requests of one kind.
 *
 * <p>Instances may be shared by threads.
 */
public final class PlannedFault {

  /** As the number of times: from the first request on, always. */
  public static final int PERMANENT = Integer.MAX_VALUE;

  private final Fault fault;
  private final Predicate<S3Operation> operations;
  private final int first;
  private final int times;
  private int seen;
  private int injected;
  private boolean hitCommit;
  private boolean hitCreate;
  private boolean hitAbort;

  /**
   * Plans a fault.
   *
   * @param operations the requests that count, of those that the fault can hit
   * @param first the number, from 0, of the first of them that is hit
   * @param times how many in a row are hit, or {@link #PERMANENT}
   */
  public PlannedFault(Fault fault, Predicate<S3Operation> operations, int first, int times) {
    this.fault = fault;
    this.operations = operations;
    this.first = first;
    this.times = times;
  }

  /** Whether the fault hits this request, which it counts. */
  synchronized boolean hitsNext(S3Operation operation) {
    if (!fault.hits(operation) || !operations.test(operation)) {
      return false;
    }
    int number = seen++;
    boolean hit = number >= first && number - first < times;
    if (hit) {
      injected++;
      hitCommit |= operation.commits();
      hitCreate |= operation == S3Operation.CREATE_UPLOAD;
      hitAbort |= operation == S3Operation.ABORT_UPLOAD;
    }
    return hit;
  }

  public Fault fault() {
    return fault;
  }

  /** How many requests it has hit. */
  public synchronized int injected() {
    return injected;
  }

  /** Whether the client cannot know whether its output has become visible. */
  public synchronized boolean leavesOutcomeOpen() {
    return hitCommit && fault.hidesSuccess();
  }

  /** Whether an upload may be left that the client cannot drop. */
  public synchronized boolean leavesUpload() {
    boolean abortFails = hitAbort && (times > 2 || !fault.isRetryable());
    // While nothing listens, the request to drop the upload may be lost with the one before it.
    boolean abortLost = injected > 0 && fault == Fault.CONNECTION_REFUSED;
    return abortFails || abortLost || (hitCreate && fault.hidesSuccess());
  }

  @Override
  public synchronized String toString() {
    return fault
        + " from request "
        + first
        + (times == PERMANENT ? " on" : ", times " + times)
        + ", hit "
        + injected;
  }
}
