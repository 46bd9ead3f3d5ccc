package dev.stageloom.local;

import dev.stageloom.local.service.RunLog;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** Leads standard output and standard error into a run's log until it is closed. */
final class PrintCapture implements AutoCloseable {

  private final PrintStream out;
  private final PrintStream err;

  private PrintCapture() {
    this.out = System.out;
    this.err = System.err;
  }

  /** Starts. */
  static PrintCapture into(RunLog log) {
    PrintCapture capture = new PrintCapture();
    PrintStream stream = new PrintStream(log.stream(), true, StandardCharsets.UTF_8);
    System.setOut(stream);
    System.setErr(stream);
    return capture;
  }

  /** Leaves both as they are. */
  static PrintCapture none() {
    return new PrintCapture();
  }

  @Override
  public void close() {
    System.setOut(out);
    System.setErr(err);
  }
}
