/**
 * The AWS services that a workflow's tasks call, in this process: Lambda runs the generated
 * handlers, Glue runs the generated jobs on an embedded Spark. Both reach the same local S3.
 *
 * <p>{@link dev.stageloom.local.LocalRun} sets them up; nobody else needs to.
 */
package dev.stageloom.local.service;
