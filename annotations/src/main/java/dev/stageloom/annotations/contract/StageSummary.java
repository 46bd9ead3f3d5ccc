package dev.stageloom.annotations.contract;

import java.util.List;

/**
 * What a stage reports when it is done.
 *
 * @param stage the stage's name
 * @param executionId the execution's id
 * @param inputs the URIs of what was read, in the order of reading
 * @param output the URI of what was written; empty for a stage without an output
 * @param recordsRead the number of items read, or -1 when it is not known
 * @param recordsWritten the number of items written; 1 for a single value, 0 without an output
 */
public record StageSummary(
    String stage,
    String executionId,
    List<String> inputs,
    String output,
    long recordsRead,
    long recordsWritten) {

  /** Copies the list. */
  public StageSummary {
    inputs = List.copyOf(inputs);
  }
}
