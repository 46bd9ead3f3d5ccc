package dev.stageloom.asl.manifest;

/** What a stage runs on. */
public enum StageKind {
  /** An AWS Lambda function. */
  LAMBDA,

  /** An AWS Glue job. */
  GLUE
}
