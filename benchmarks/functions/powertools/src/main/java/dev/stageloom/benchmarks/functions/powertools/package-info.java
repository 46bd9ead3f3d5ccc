/** The function with the SDK's S3 client and jackson-databind, and Powertools' logging. */
package dev.stageloom.benchmarks.functions.powertools;
