/**
 * What the generated entry point of a Glue stage calls: arguments, the stage's inputs as Spark
 * datasets, and its output as a committed dataset. {@link
 * dev.stageloom.runtime.spark.GlueInvocation} is the way in.
 */
package dev.stageloom.runtime.spark;
