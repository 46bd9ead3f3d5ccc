/**
 * Builds Spark encoders for records, beans and simple types. Internal: {@link
 * dev.stageloom.runtime.spark.StageEncoders} is the public way in.
 */
package dev.stageloom.runtime.spark.encode;
