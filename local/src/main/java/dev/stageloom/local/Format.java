package dev.stageloom.local;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;

/** How numbers, times and paths are written for people. */
final class Format {

  private Format() {}

  /** A number of records: {@code 15,000}, or {@code ?} if it is not known. */
  static String records(long count) {
    return count < 0 ? "?" : String.format(Locale.ROOT, "%,d", count);
  }

  /** A time: {@code 0.8 s}, {@code 2 min 05 s}. */
  static String time(Duration time) {
    if (time.toSeconds() < 100) {
      return String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1000.0);
    }
    return String.format(Locale.ROOT, "%d min %02d s", time.toMinutes(), time.toSecondsPart());
  }

  /** A path, relative to the working folder unless that is longer. */
  static String path(Path path) {
    Path working = Path.of("").toAbsolutePath().normalize();
    Path absolute = path.toAbsolutePath().normalize();
    if (absolute.equals(working) || !working.getRoot().equals(absolute.getRoot())) {
      return absolute.toString();
    }
    String relative = working.relativize(absolute).toString();
    return relative.length() < absolute.toString().length() ? relative : absolute.toString();
  }

  /** The first line of a text, without what would move a terminal's cursor. */
  static String oneLine(String text) {
    String line = text.strip().lines().findFirst().orElse("");
    return line.replaceAll("\\p{Cntrl}", " ").strip();
  }
}
