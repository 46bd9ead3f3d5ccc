package dev.stageloom.cdk;

import dev.stageloom.annotations.contract.OutputLocation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.s3.IBucket;

/**
 * What a stage's role may do in the workflow bucket: read the outputs of the stages it reads from,
 * and write its own.
 *
 * <p>They are statements of the role, not of the bucket, so that an imported bucket works as well.
 */
final class StagePermissions {

  private static final String EXECUTIONS = OutputLocation.EXECUTIONS_PREFIX;

  private final String bucketArn;
  private final @Nullable IKey key;

  /**
   * Asks the bucket once.
   *
   * @param bucket the workflow bucket
   */
  StagePermissions(IBucket bucket) {
    this.bucketArn = bucket.getBucketArn();
    this.key = bucket.getEncryptionKey();
  }

  /**
   * The statements of a Lambda stage.
   *
   * @param stage the stage's name
   * @param reads the names of the stages whose outputs it reads
   * @return the statements
   */
  List<PolicyStatement> ofFunction(String stage, Collection<String> reads) {
    List<String> prefixes =
        Stream.concat(reads.stream(), Stream.of(stage))
            .map(name -> EXECUTIONS + "/*/" + name + "/*")
            .toList();
    List<PolicyStatement> statements = common(reads, prefixes);
    statements.add(
        allow(
            List.of("s3:PutObject", "s3:DeleteObject", "s3:AbortMultipartUpload"),
            List.of(ownObjects(stage))));
    return statements;
  }

  /**
   * The statements of a Glue stage. Spark's committers also look at, list and copy what they wrote
   * themselves.
   *
   * @param stage the stage's name
   * @param reads the names of the stages whose outputs it reads
   * @return the statements
   */
  List<PolicyStatement> ofJob(String stage, Collection<String> reads) {
    // Spark also looks at the folders above its own before it creates one.
    List<PolicyStatement> statements = common(reads, List.of(EXECUTIONS + "/*"));
    statements.add(
        allow(
            List.of("s3:GetBucketLocation", "s3:ListBucketMultipartUploads"), List.of(bucketArn)));
    statements.add(
        allow(
            List.of(
                "s3:GetObject",
                "s3:PutObject",
                "s3:DeleteObject",
                "s3:AbortMultipartUpload",
                "s3:ListMultipartUploadParts"),
            List.of(ownObjects(stage))));
    return statements;
  }

  /**
   * A statement that allows actions on resources.
   *
   * @param actions the actions
   * @param resources the resources' ARNs
   * @return the statement
   */
  static PolicyStatement allow(List<String> actions, List<String> resources) {
    return PolicyStatement.Builder.create().actions(actions).resources(resources).build();
  }

  private List<PolicyStatement> common(Collection<String> reads, List<String> prefixes) {
    List<PolicyStatement> statements = new ArrayList<>();
    if (!reads.isEmpty()) {
      statements.add(
          allow(
              List.of("s3:GetObject"),
              reads.stream()
                  .map(stage -> bucketArn + "/" + EXECUTIONS + "/*/" + stage + "/output.*")
                  .toList()));
    }
    // S3 answers a read of a missing key with 404 only to those who may list, else with 403; it
    // takes the missing key for the prefix of the condition.
    statements.add(
        PolicyStatement.Builder.create()
            .actions(List.of("s3:ListBucket"))
            .resources(List.of(bucketArn))
            .conditions(Map.of("StringLike", Map.of("s3:prefix", prefixes)))
            .build());
    if (key != null) {
      statements.add(Encryption.use(key));
    }
    return statements;
  }

  private String ownObjects(String stage) {
    return bucketArn + "/" + EXECUTIONS + "/*/" + stage + "/*";
  }
}
