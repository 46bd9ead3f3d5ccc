/**
 * The run-time contract in code: where outputs lie, how arguments are converted, what a stage
 * reports. Shared by the Lambda and the Spark runtime; generated code calls it, users seldom need
 * to.
 */
package dev.stageloom.annotations.contract;
