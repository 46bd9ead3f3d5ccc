package dev.stageloom.runtime;

/** Counts the items that an invocation has read. */
final class RecordCounter {

  private long records;

  void count() {
    records++;
  }

  void count(long more) {
    records += more;
  }

  long records() {
    return records;
  }
}
