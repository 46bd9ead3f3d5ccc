package dev.stageloom.local;

import dev.stageloom.asl.manifest.StageKind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * What became of one stage.
 *
 * @param stage the stage's name
 * @param kind what it runs on in AWS
 * @param status how it ended
 * @param tries how often it was tried; 0 if the execution did not come to it
 * @param recordsIn the number of items it read; -1 when that is not known
 * @param recordsOut the number of items it wrote; 1 for a single value, 0 without an output
 * @param time what its tries took together, the start of its handler or of Spark included
 * @param startUp what of that time was the start of its handler or of Spark
 * @param output the file, or for a dataset the folder, that it wrote
 */
public record StageReport(
    String stage,
    StageKind kind,
    Status status,
    int tries,
    long recordsIn,
    long recordsOut,
    Duration time,
    Duration startUp,
    Optional<Path> output) {

  /** How a stage ended. */
  public enum Status {
    /** It wrote its output. */
    SUCCEEDED,
    /** Its last try failed. */
    FAILED,
    /** The execution ended before it. */
    NOT_RUN
  }
}
