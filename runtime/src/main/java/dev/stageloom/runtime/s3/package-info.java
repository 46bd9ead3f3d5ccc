/**
 * The few operations of Amazon S3 that stage outputs are read and written with, as one interface.
 * {@link dev.stageloom.runtime.s3.HttpObjectStorage} does them with plain HTTP requests, {@link
 * dev.stageloom.runtime.s3.SdkObjectStorage} with the AWS SDK's client.
 */
package dev.stageloom.runtime.s3;
