package dev.stageloom.runtime;

/** What a generated handler does once its event is read: bind parameters, call, write. */
@FunctionalInterface
public interface StageBody {

  /**
   * Runs the stage once.
   *
   * @param invocation what to read from and write to
   * @throws Exception whatever the stage throws
   */
  void run(StageInvocation invocation) throws Exception;
}
