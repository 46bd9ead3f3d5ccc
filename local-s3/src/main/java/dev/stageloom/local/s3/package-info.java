/**
 * An embedded S3-compatible server for local runs and tests. It speaks S3's REST interface over
 * HTTP on the loopback address and keeps every object as a plain file.
 */
package dev.stageloom.local.s3;
