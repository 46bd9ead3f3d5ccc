package dev.stageloom.cdk;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.ArnComponents;
import software.amazon.awscdk.ArnFormat;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.kms.IKey;
import software.constructs.Construct;

/**
 * What services must be allowed to do with a customer's key, in the key's own policy. The policy of
 * an imported key cannot be changed from here: its owner allows the same.
 */
final class Encryption {

  private Encryption() {}

  /**
   * Lets CloudWatch Logs encrypt the stack's log groups, and the services send to queue and topic.
   */
  static void allowServices(Construct scope, IKey key) {
    Stack stack = Stack.of(scope);
    key.addToResourcePolicy(
        PolicyStatement.Builder.create()
            .sid("LogGroups")
            .principals(
                List.of(new ServicePrincipal("logs." + stack.getRegion() + ".amazonaws.com")))
            .actions(
                List.of(
                    "kms:Encrypt",
                    "kms:Decrypt",
                    "kms:ReEncryptFrom",
                    "kms:ReEncryptTo",
                    "kms:GenerateDataKey",
                    "kms:GenerateDataKeyWithoutPlaintext",
                    "kms:DescribeKey"))
            // In a key's own policy, "*" is that key.
            .resources(List.of("*"))
            .conditions(
                Map.of(
                    "ArnLike",
                    Map.of(
                        "kms:EncryptionContext:aws:logs:arn",
                        stack.formatArn(
                            ArnComponents.builder()
                                .service("logs")
                                .resource("log-group")
                                .resourceName("*")
                                .arnFormat(ArnFormat.COLON_RESOURCE_NAME)
                                .build()))))
            .build());
    key.addToResourcePolicy(
        PolicyStatement.Builder.create()
            .sid("NoticesAndEvents")
            .principals(
                List.of(
                    new ServicePrincipal("cloudwatch.amazonaws.com"),
                    new ServicePrincipal("events.amazonaws.com")))
            .actions(List.of("kms:Decrypt", "kms:GenerateDataKey"))
            .resources(List.of("*"))
            .conditions(Map.of("StringEquals", Map.of("aws:SourceAccount", stack.getAccount())))
            .build());
  }

  /** A statement that lets a role encrypt and decrypt with a key. */
  static PolicyStatement use(IKey key) {
    return StagePermissions.allow(
        List.of("kms:Decrypt", "kms:GenerateDataKey"), List.of(key.getKeyArn()));
  }
}
