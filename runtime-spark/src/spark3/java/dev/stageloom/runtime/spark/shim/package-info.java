/**
 * What is called of Spark's internals in another way in Spark 3 than in Spark 4: here for Spark 3.
 * Internal.
 */
package dev.stageloom.runtime.spark.shim;
