package dev.stageloom.runtime.spark.json;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/** Microseconds, in which Spark counts time. What is finer is cut off. */
final class Micros {

  private static final long PER_SECOND = 1_000_000;
  private static final int NANOS = 1_000;

  private Micros() {}

  static long of(Instant instant) {
    return of(instant.getEpochSecond(), instant.getNano());
  }

  static long of(LocalDateTime time) {
    return of(time.toInstant(ZoneOffset.UTC));
  }

  static long of(Duration duration) {
    return of(duration.getSeconds(), duration.getNano());
  }

  private static long of(long seconds, int nanos) {
    return Math.addExact(Math.multiplyExact(seconds, PER_SECOND), nanos / NANOS);
  }

  static Instant instant(long micros) {
    return Instant.ofEpochSecond(seconds(micros), nanos(micros));
  }

  static LocalDateTime localDateTime(long micros) {
    return LocalDateTime.ofEpochSecond(seconds(micros), nanos(micros), ZoneOffset.UTC);
  }

  static Duration duration(long micros) {
    return Duration.ofSeconds(seconds(micros), nanos(micros));
  }

  private static long seconds(long micros) {
    return Math.floorDiv(micros, PER_SECOND);
  }

  private static int nanos(long micros) {
    return (int) Math.floorMod(micros, PER_SECOND) * NANOS;
  }
}
