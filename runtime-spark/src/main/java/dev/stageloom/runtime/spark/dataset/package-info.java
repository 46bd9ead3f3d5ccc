/**
 * Stage outputs on S3 as Spark sees them: finding, scanning and committing them. Internal: {@link
 * dev.stageloom.runtime.spark.GlueInvocation} and {@link dev.stageloom.runtime.spark.GlueInput} are
 * the public way in.
 */
package dev.stageloom.runtime.spark.dataset;
