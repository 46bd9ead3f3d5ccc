package dev.stageloom.benchmarks.streaming;

/**
 * An item of some 45 bytes of JSON.
 *
 * @param id a number
 * @param text any text
 */
public record SmallItem(long id, String text) {

  static SmallItem of(long i) {
    return new SmallItem(i, "item number " + i);
  }

  SmallItem next() {
    return new SmallItem(id + 1, text);
  }
}
