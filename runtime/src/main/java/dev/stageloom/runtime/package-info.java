/**
 * What generated Lambda handlers call. {@link dev.stageloom.runtime.StageRuntime} takes an event,
 * hands the stage its input from S3, writes its output there, logs, and answers. Users seldom see
 * more of it than its exceptions.
 */
package dev.stageloom.runtime;
