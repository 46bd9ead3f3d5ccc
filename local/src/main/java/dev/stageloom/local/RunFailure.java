package dev.stageloom.local;

import java.util.Optional;

/**
 * Why an execution failed.
 *
 * @param state the state that failed; most often a stage
 * @param error the error's name, as Step Functions has it: for a Lambda stage the full name of the
 *     exception's class
 * @param message what went wrong, on one line
 * @param exception what the stage threw, if it was an exception
 */
public record RunFailure(
    String state, String error, String message, Optional<Throwable> exception) {}
