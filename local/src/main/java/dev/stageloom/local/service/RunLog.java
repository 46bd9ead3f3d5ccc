package dev.stageloom.local.service;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;

/**
 * A run's log file: what the stages log and print, what Spark logs, and the stack trace of every
 * failure. What comes after it was closed is dropped.
 */
public final class RunLog implements AutoCloseable {

  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss.SSS");

  private final Path file;
  private final OutputStream out;
  private boolean closed;

  private RunLog(Path file, OutputStream out) {
    this.file = file;
    this.out = out;
  }

  /**
   * Opens a log file; what an earlier run wrote to it is dropped.
   *
   * @param file the file
   * @return the open log
   * @throws UncheckedIOException if the file cannot be written
   */
  public static RunLog open(Path file) {
    try {
      return new RunLog(file, Files.newOutputStream(file));
    } catch (IOException e) {
      throw new UncheckedIOException("the log file " + file + " cannot be written: " + e, e);
    }
  }

  /**
   * Where the log lies.
   *
   * @return the file
   */
  public Path file() {
    return file;
  }

  /**
   * Adds a line with the time of day.
   *
   * @param source who says it, such as a stage's name
   * @param text what is said
   */
  public void line(String source, String text) {
    String line = TIME.format(LocalDateTime.now()) + " " + source + " " + text.stripTrailing();
    byte[] bytes = (line + System.lineSeparator()).getBytes(StandardCharsets.UTF_8);
    write(bytes, 0, bytes.length);
  }

  /**
   * Adds a failure with its stack trace.
   *
   * @param source what failed, such as a stage's name
   * @param failure the failure
   */
  public void failure(String source, Throwable failure) {
    StringWriter trace = new StringWriter();
    failure.printStackTrace(new PrintWriter(trace, true));
    line(source, trace.toString());
  }

  /**
   * A stream to the log for what writes bytes of its own, such as a logging library. Closing it
   * does nothing.
   *
   * @return the stream
   */
  public OutputStream stream() {
    return new OutputStream() {
      @Override
      public void write(int value) {
        RunLog.this.write(new byte[] {(byte) value}, 0, 1);
      }

      @Override
      public void write(byte[] bytes, int offset, int length) {
        RunLog.this.write(bytes, offset, length);
      }
    };
  }

  private synchronized void write(byte[] bytes, int offset, int length) {
    if (closed) {
      return;
    }
    try {
      out.write(bytes, offset, length);
    } catch (IOException e) {
      throw new UncheckedIOException("the log file " + file + " cannot be written: " + e, e);
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    try {
      out.close();
    } catch (IOException e) {
      throw new UncheckedIOException("the log file " + file + " cannot be closed: " + e, e);
    }
  }
}
