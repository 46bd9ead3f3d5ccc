/** A function as one writes it with the AWS SDK's S3 client and jackson-databind. */
package dev.stageloom.benchmarks.functions.sdk;
