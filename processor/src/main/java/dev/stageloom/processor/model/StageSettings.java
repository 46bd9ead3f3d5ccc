package dev.stageloom.processor.model;

import dev.stageloom.annotations.Architecture;
import dev.stageloom.annotations.GlueVersion;
import dev.stageloom.annotations.LambdaRuntime;
import dev.stageloom.annotations.WorkerType;
import java.util.Optional;

/** Where a stage runs, and with what. */
public sealed interface StageSettings {

  /**
   * A Lambda function.
   *
   * @param memory in MB
   * @param timeout in seconds
   * @param ephemeralStorage in MB
   * @param runtime the Java runtime
   * @param architecture the instruction set
   * @param snapStart whether it shall start from a snapshot; empty where the user has not said it
   * @param failOnUnknownFields whether fields that the stage's types do not have are refused
   */
  record Lambda(
      int memory,
      int timeout,
      int ephemeralStorage,
      LambdaRuntime runtime,
      Architecture architecture,
      Optional<Boolean> snapStart,
      boolean failOnUnknownFields)
      implements StageSettings {

    /** MB. Source: AWS Lambda developer guide, "Lambda SnapStart", limitations. */
    public static final int SNAP_START_STORAGE = 512;

    /**
     * Whether it starts from a snapshot: where Lambda can, unless the user has said no.
     *
     * @return false where it is initialized anew
     */
    public boolean startsFromSnapshot() {
      return snapStart.orElse(true) && ephemeralStorage <= SNAP_START_STORAGE;
    }
  }

  /**
   * A Glue job.
   *
   * @param workers the number of workers
   * @param timeout in minutes
   * @param workerType the size of a worker
   * @param glueVersion the Glue version
   * @param script the stage's code, if it is in Python
   * @param options what else the job is given
   */
  record Glue(
      int workers,
      int timeout,
      WorkerType workerType,
      GlueVersion glueVersion,
      Optional<PythonScript> script,
      GlueOptions options)
      implements StageSettings {}
}
