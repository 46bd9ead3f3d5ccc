/**
 * Runs compiled workflows on this machine: the generated state machine, the generated handlers and
 * jobs, an S3-compatible server and Spark, all in one process and on loopback.
 *
 * <p>{@link dev.stageloom.local.Main} is the command, {@link dev.stageloom.local.LocalRun} the same
 * for tests.
 */
package dev.stageloom.local;
