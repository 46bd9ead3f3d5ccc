package dev.stageloom.benchmarks.common;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * What one run of an arm took. Linux only.
 *
 * @param wall seconds, without the JVM's start
 * @param cpu seconds of the process in the same time, all threads
 * @param peak the most memory that the process has had, in megabytes
 */
public record Measurement(double wall, double cpu, double peak) {

  /** What is measured. */
  @FunctionalInterface
  public interface Work {
    /** Does it. */
    void run() throws IOException;
  }

  /** Does the work in this process, and measures it. */
  public static Measurement of(Work work) throws IOException {
    OperatingSystemMXBean process =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    long cpu = process.getProcessCpuTime();
    long start = System.nanoTime();
    work.run();
    return new Measurement(
        (System.nanoTime() - start) / 1e9,
        (process.getProcessCpuTime() - cpu) / 1e9,
        peakResidentMegabytes());
  }

  /** The most memory that the process has had, heap and all else, as Linux counts it. */
  private static double peakResidentMegabytes() throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
      if (line.startsWith("VmHWM:")) {
        return Long.parseLong(line.replaceAll("\\D", "")) / 1024.0;
      }
    }
    throw new IOException("/proc/self/status has no VmHWM");
  }

  /** The line that {@link #parse} reads. */
  String line() {
    return String.format(Locale.ROOT, "%.2f %.2f %.1f", wall, cpu, peak);
  }

  static Measurement parse(String line) {
    String[] fields = line.split(" ", -1);
    return new Measurement(
        Double.parseDouble(fields[0]),
        Double.parseDouble(fields[1]),
        Double.parseDouble(fields[2]));
  }
}
