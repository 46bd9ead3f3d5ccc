/**
 * A proxy between a client of S3 and the embedded server that injects faults into their traffic.
 */
package dev.stageloom.runtime.fault;
