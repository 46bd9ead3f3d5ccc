package dev.stageloom.runtime;

import java.util.Locale;

/**
 * How far an invocation has got. What reads and writes records says so here, and is stopped here
 * once the invocation's time is nearly up.
 *
 * <p>The counts belong to the invocation's thread; another thread sees about how far it is.
 */
final class Progress {

  private final String stage;
  private final long allottedMillis;
  private long recordsRead;
  private long bytesRead;
  private long recordsWritten;
  private long bytesWritten;

  /** Read with each record, so not a clock but what {@link DeadlineWatch} sets. */
  private volatile boolean timeIsUp;

  /**
   * Begins at nothing.
   *
   * @param stage the stage's name
   * @param allottedMillis how much time the invocation had when it began
   */
  Progress(String stage, long allottedMillis) {
    this.stage = stage;
    this.allottedMillis = allottedMillis;
  }

  /** A record is handed to the stage. */
  void recordRead() {
    recordsRead(1);
  }

  /** Records are handed to the stage. */
  void recordsRead(long records) {
    requireTime();
    recordsRead += records;
  }

  /** The JSON text of records was read. */
  void bytesRead(long bytes) {
    bytesRead += bytes;
  }

  /** The stage has given a record, whose number, from 1 on, is returned. */
  long recordWritten() {
    requireTime();
    return ++recordsWritten;
  }

  /** The JSON text of a record was written. */
  void bytesWritten(long bytes) {
    bytesWritten += bytes;
  }

  long recordsRead() {
    return recordsRead;
  }

  long bytesRead() {
    return bytesRead;
  }

  long recordsWritten() {
    return recordsWritten;
  }

  long bytesWritten() {
    return bytesWritten;
  }

  /** How much time the invocation had when it began, in milliseconds. */
  long allottedMillis() {
    return allottedMillis;
  }

  /** From now on the stage is stopped where it reads or writes. */
  void stop() {
    timeIsUp = true;
  }

  private void requireTime() {
    if (timeIsUp) {
      throw new DeadlineExceededException(
          String.format(
              Locale.ROOT,
              "stage %s was stopped shortly before Lambda would have cut it off, %.1f s after the"
                  + " invocation began: it had read %,d records (%,d bytes) and written %,d (%,d"
                  + " bytes), none of which is visible. Give the stage a longer timeout (900 s at"
                  + " most) or more memory, with which it has more CPU, or make it a Glue stage",
              stage,
              allottedMillis / 1000.0,
              recordsRead,
              bytesRead,
              recordsWritten,
              bytesWritten));
    }
  }
}
