/**
 * JSON to and from Spark's internal rows, in the same notation as the Lambda runtime's. Internal.
 */
package dev.stageloom.runtime.spark.json;
