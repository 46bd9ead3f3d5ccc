package dev.stageloom.cdk;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.s3.IBucket;

/**
 * Where a job writes Spark's event logs, from which Spark's UI is shown.
 *
 * @param uri the folder's S3 URI
 * @param bucketArn the ARN of its bucket
 * @param prefix what the keys of its objects begin with
 */
record EventLogs(String uri, String bucketArn, String prefix) {

  /** The folder of the workflow bucket, in which each stage has one. */
  static final String FOLDER = "spark-event-logs/";

  /** The folder that the job names, or else its own in the workflow bucket. */
  static EventLogs of(StageJob.Builder job) {
    return job.sparkEventLogsPath == null
        ? in(Objects.requireNonNull(job.workflowBucket), job.id)
        : at(job.sparkEventLogsPath);
  }

  private static EventLogs in(IBucket bucket, String stage) {
    String prefix = FOLDER + stage + "/";
    return new EventLogs(bucket.s3UrlForObject(prefix), bucket.getBucketArn(), prefix);
  }

  private static EventLogs at(String uri) {
    String folder = uri.endsWith("/") ? uri : uri + "/";
    S3Uri place = S3Uri.parse("the path of Spark's event logs", folder);
    return new EventLogs(folder, place.bucketArn(), place.key());
  }

  /** Spark renames a log that is complete, which S3 does by a copy and a delete. */
  List<PolicyStatement> permissions() {
    return List.of(
        StagePermissions.allow(
            List.of("s3:GetObject", "s3:PutObject", "s3:DeleteObject"),
            List.of(bucketArn + "/" + prefix + "*")),
        PolicyStatement.Builder.create()
            .actions(List.of("s3:ListBucket"))
            .resources(List.of(bucketArn))
            .conditions(Map.of("StringLike", Map.of("s3:prefix", List.of(prefix + "*"))))
            .build());
  }
}
