package dev.stageloom.benchmarks.common;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The processor time of all child processes that have ended, user and system, as Linux counts it
 * for this process: fields 16 and 17 of {@code /proc/self/stat}, in hundredths of a second.
 */
public final class ChildCpu {

  private static final Path STAT = Path.of("/proc/self/stat");
  private static final double TICKS_PER_SECOND = 100;

  private ChildCpu() {}

  /** The seconds up to now. */
  public static double seconds() throws IOException {
    String stat = Files.readString(STAT);
    // The second field is the command's name in parentheses, and may contain spaces.
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    return (Long.parseLong(fields[13]) + Long.parseLong(fields[14])) / TICKS_PER_SECOND;
  }
}
