/** The function with the SDK's S3 client on Spring Cloud Function's adapter for Lambda. */
package dev.stageloom.benchmarks.functions.spring;
