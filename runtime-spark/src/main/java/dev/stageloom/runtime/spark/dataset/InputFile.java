package dev.stageloom.runtime.spark.dataset;

/**
 * One file of a stage's input.
 *
 * @param uri where it lies
 * @param length its size in bytes
 * @param lines whether it is known to be JSON Lines; otherwise it may be a JSON array too
 */
record InputFile(String uri, long length, boolean lines) {}
