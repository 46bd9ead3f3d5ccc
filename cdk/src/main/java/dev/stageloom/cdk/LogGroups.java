package dev.stageloom.cdk;

import java.util.Optional;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.logs.LogGroup;
import software.constructs.Construct;

/** Creates log groups. */
final class LogGroups {

  private LogGroups() {}

  /**
   * Creates a log group, which goes with its stack.
   *
   * @param scope where
   * @param id the construct's id
   * @param name the log group's name
   * @param retentionDays how long it keeps logs: a number that {@link LogRetention} allows
   * @param key the customer's key; empty for one of CloudWatch Logs
   * @return the log group
   */
  static LogGroup create(
      Construct scope, String id, String name, int retentionDays, Optional<IKey> key) {
    LogGroup.Builder builder =
        LogGroup.Builder.create(scope, id)
            .logGroupName(name)
            .retention(LogRetention.of(retentionDays))
            .removalPolicy(RemovalPolicy.DESTROY);
    key.ifPresent(builder::encryptionKey);
    return builder.build();
  }
}
