package dev.stageloom.local;

import dev.stageloom.annotations.contract.OutputLocation;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Random;

/** Execution ids: new ones, and checks of given ones. */
final class ExecutionIds {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT);

  private ExecutionIds() {}

  /** A new id, such as {@code 20261123-141530-a1b2}. */
  static String create() {
    int random = new Random().nextInt(0x10000); // Tells runs of one second apart.
    return TIME.format(LocalDateTime.now()) + String.format(Locale.ROOT, "-%04x", random);
  }

  /**
   * Checks an id.
   *
   * @throws LocalRunException if it is not valid
   */
  static String check(String id) {
    try {
      return OutputLocation.requireExecutionId(id);
    } catch (IllegalArgumentException e) {
      throw new LocalRunException(String.valueOf(e.getMessage()), e);
    }
  }
}
