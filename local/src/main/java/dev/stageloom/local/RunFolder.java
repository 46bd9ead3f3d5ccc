package dev.stageloom.local;

import dev.stageloom.asl.json.Json;
import dev.stageloom.asl.json.JsonException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The folder of local runs. One run at a time may use it.
 *
 * <pre>
 * s3/bucket/...               the objects of the local S3
 * executionId.log             a run's log
 * executionId.report.json     a run's report
 * </pre>
 */
final class RunFolder implements AutoCloseable {

  private static final String LOG = ".log";
  private static final String REPORT = ".report.json";

  private final Path folder;
  private final FileChannel channel;

  private RunFolder(Path folder, FileChannel channel) {
    this.folder = folder;
    this.channel = channel;
  }

  /**
   * Takes the folder for one run.
   *
   * @throws LocalRunException if it cannot be written, or another run uses it
   */
  static RunFolder take(Path folder) {
    try {
      Files.createDirectories(folder);
      FileChannel channel =
          FileChannel.open(
              folder.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (!lock(channel)) {
        channel.close();
        throw new LocalRunException(
            "another local run uses the folder "
                + folder
                + ": wait for its end, or choose another --directory");
      }
      RunFolder taken = new RunFolder(folder, channel);
      delete(taken.workFolders()); // Of a run that was killed.
      return taken;
    } catch (IOException e) {
      throw new LocalRunException("the folder " + folder + " cannot be written: " + e, e);
    }
  }

  private static boolean lock(FileChannel channel) throws IOException {
    try {
      @Nullable FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException e) { // Another run in this JVM.
      return false;
    }
  }

  Path s3() {
    return folder.resolve("s3");
  }

  Path log(String executionId) {
    return folder.resolve(executionId + LOG);
  }

  Path report(String executionId) {
    return folder.resolve(executionId + REPORT);
  }

  /**
   * A new folder for what only this run needs; it is deleted when this is closed. Hadoop remembers
   * folders that it has created, so no run may use an earlier one's.
   */
  Path work() throws IOException {
    return Files.createTempDirectory(Files.createDirectories(workFolders()), "run");
  }

  private Path workFolders() {
    return folder.resolve(".work");
  }

  /**
   * Deletes what earlier runs of a workflow left: the objects of its bucket, logs and reports. The
   * S3 server must not run. It keeps objects that cannot be plain files, and what it knows beside
   * the bytes, in folders of its own.
   */
  void clear(String workflow, String bucket) throws IOException {
    for (String objects :
        List.of(bucket, ".stageloom/side/" + bucket, ".stageloom/metadata/" + bucket)) {
      delete(s3().resolve(objects));
    }
    List<Path> reports;
    try (Stream<Path> files = Files.list(folder)) {
      reports = files.filter(file -> name(file).endsWith(REPORT)).toList();
    }
    for (Path report : reports) {
      if (isOf(workflow, report)) {
        String id = name(report).substring(0, name(report).length() - REPORT.length());
        Files.deleteIfExists(report);
        Files.deleteIfExists(log(id));
      }
    }
  }

  private static boolean isOf(String workflow, Path report) throws IOException {
    try {
      return Json.parse(Files.readString(report)) instanceof Map<?, ?> json
          && workflow.equals(json.get("workflow"));
    } catch (JsonException e) { // Not a report of ours.
      return false;
    }
  }

  private static String name(Path file) {
    return file.getFileName().toString();
  }

  private static void delete(Path tree) throws IOException {
    if (!Files.exists(tree)) {
      return;
    }
    List<Path> files;
    try (Stream<Path> walk = Files.walk(tree)) {
      files = walk.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path file : files) {
      Files.deleteIfExists(file);
    }
  }

  @Override
  public void close() throws IOException {
    try {
      delete(workFolders());
    } finally {
      channel.close();
    }
  }
}
