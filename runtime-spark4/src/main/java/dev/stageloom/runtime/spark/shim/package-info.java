/**
 * What is called of Spark's internals in another way in Spark 4 than in Spark 3: here for Spark 4.
 * Internal.
 */
package dev.stageloom.runtime.spark.shim;
