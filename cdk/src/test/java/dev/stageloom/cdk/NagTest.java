package dev.stageloom.cdk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stageloom.annotations.WorkflowType;
import dev.stageloom.cdk.example.CeapWorkflow_Stack;
import dev.stageloom.cdk.example.EventsWorkflow_Stack;
import io.github.cdklabs.cdknag.AwsSolutionsChecks;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Aspects;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.assertions.Annotations;
import software.amazon.awscdk.assertions.Match;
import software.amazon.awscdk.cxapi.SynthesisMessage;

/** What cdk-nag's AwsSolutions rules say of a STANDARD and an EXPRESS stack. */
class NagTest {

  /**
   * A finding that stays. docs/operations.md lists the same.
   *
   * @param finding where it is, and the rule with what it is about
   * @param reason why it stays
   */
  private record Accepted(Pattern finding, String reason) {
    Accepted(String finding, String reason) {
      this(Pattern.compile(finding), reason);
    }
  }

  private static final List<Accepted> EVERYWHERE =
      List.of(
          new Accepted(
              "/[^/]+/[^/]+Stage/Role/Resource AwsSolutions-IAM5\\[Resource::<WorkflowBucket\\w+\\.Arn>"
                  + "/executions/\\*/\\w+Stage/(output\\.)?\\*]",
              "The id of an execution is part of the path and not known before; so is the suffix of"
                  + " an output."),
          new Accepted(
              "/[^/]+/[^/]+Stage/Role/Resource AwsSolutions-IAM5\\[Resource::\\*]",
              "X-Ray and CloudWatch metrics have no resources to name; the latter has a condition."),
          new Accepted(
              "/[^/]+/Stageloom\\.Workflow/StateMachineRole/DefaultPolicy/Resource"
                  + " AwsSolutions-IAM5\\[Resource::\\*]",
              "X-Ray and the delivery of logs have no resources to name."),
          new Accepted(
              "/[^/]+/Stageloom\\.Workflow/StateMachineRole/DefaultPolicy/Resource"
                  + " AwsSolutions-IAM5\\[Resource::arn:<AWS::Partition>:lambda:<AWS::Region>:"
                  + "<AWS::AccountId>:function:[\\w-]+:\\*]",
              "Executions that run go on with the function's version that their definition names."),
          new Accepted(
              "/[^/]+/(HeavyEtl|Sum)Stage/Job AwsSolutions-GL1",
              "With a security configuration Glue renames the job's log groups. They are created"
                  + " here, and encrypted by WorkflowResources.encryptionKey."),
          new Accepted(
              "/[^/]+/(HeavyEtl|Sum)Stage/Job AwsSolutions-GL3", "The jobs use no bookmarks."));

  private static final List<Accepted> PLAIN =
      List.of(
          new Accepted(
              "/[^/]+/SumStage/Role/Resource AwsSolutions-IAM5\\[Resource::arn:<AWS::Partition>:ec2:"
                  + "<AWS::Region>:<AWS::AccountId>:network-interface/\\*]",
              "Glue names the network interfaces that it creates in the VPC."),
          new Accepted(
              "/options/SumStage/Role/Resource AwsSolutions-IAM5\\[Resource::arn:<AWS::Partition>:s3:"
                  + "::my-libraries/drivers/\\*]",
              "The stage names a folder of jars."),
          new Accepted(
              "/options/SumStage/Role/Resource AwsSolutions-IAM5\\[Resource::"
                  + "<WorkflowBucket\\w+.Arn>/spark-event-logs/SumStage/\\*]",
              "Spark names its event logs."),
          new Accepted(
              "/options/SumStage/Role/Resource AwsSolutions-IAM5\\[Resource::arn:<AWS::Partition>:"
                  + "logs:<AWS::Region>:<AWS::AccountId>:log-group:/aws-glue/jobs/options-SumStage/"
                  + "shop-role/\\*]",
              "Glue names the log groups that a security configuration encrypts."),
          new Accepted(
              "/[^/]+/Workflow\\.Bucket/Resource AwsSolutions-S1",
              "Access logs need a bucket: WorkflowResources.accessLogBucket."),
          new Accepted(
              "/ceap-candidates/FilterStage/Function/Resource AwsSolutions-L1",
              "The stage says Java 21."));

  private static final List<Accepted> SECURED =
      List.of(
          new Accepted(
              "/[^/]+/SumStage/Role/Resource AwsSolutions-IAM5\\[Resource::arn:<AWS::Partition>:ec2:"
                  + "<AWS::Region>:<AWS::AccountId>:network-interface/\\*]",
              "Glue names the network interfaces that it creates in the VPC."),
          new Accepted(
              "/secured No cross-stack-reference strength configured",
              "The VPC and the bucket of the access logs are another stack's."));

  @TempDir Path directory;

  /** Of the example, and of a Glue job with every option. */
  @Test
  void everyFindingIsExplained() {
    App app = TestApp.create(directory);
    Stack ceap = new CeapWorkflow_Stack(app, "ceap-candidates");
    Stack events = new EventsWorkflow_Stack(app, "events");
    Stack options = Stack.of(Variants.jobOptions(app, "options"));
    Aspects.of(app).add(new AwsSolutionsChecks());

    assertExplained(PLAIN, ceap, events, options);
  }

  /** With a customer's key, in a VPC, with access logs and a Glue connection. */
  @Test
  void everyFindingOfASecuredWorkflowIsExplained() {
    App app = TestApp.create(directory);
    Stack standard = Stack.of(Variants.secured(app, "secured", WorkflowType.STANDARD));
    Stack express = Stack.of(Variants.secured(app, "secured-express", WorkflowType.EXPRESS));
    Aspects.of(app).add(new AwsSolutionsChecks());

    assertExplained(SECURED, standard, express);
  }

  /** Every finding has a reason, and every reason a finding. */
  private static void assertExplained(List<Accepted> special, Stack... stacks) {
    List<Accepted> accepted = Stream.concat(EVERYWHERE.stream(), special.stream()).toList();
    Set<Accepted> used = new LinkedHashSet<>();
    List<String> unexplained = new ArrayList<>();
    for (Stack stack : stacks) {
      for (String finding : findings(stack)) {
        List<Accepted> reasons =
            accepted.stream().filter(a -> a.finding().matcher(finding).lookingAt()).toList();
        used.addAll(reasons);
        if (reasons.isEmpty()) {
          unexplained.add(finding);
        }
      }
    }
    assertThat(unexplained).isEmpty();
    assertThat(used).as("every acceptance is needed").containsExactlyInAnyOrderElementsOf(accepted);
  }

  private static List<String> findings(Stack stack) {
    Annotations annotations = Annotations.fromStack(stack);
    return Stream.of(
            annotations.findError("*", Match.anyValue()),
            annotations.findWarning("*", Match.anyValue()))
        .flatMap(List::stream)
        .map(NagTest::line)
        .toList();
  }

  private static String line(SynthesisMessage message) {
    return message.getId() + " " + message.getEntry().getData();
  }
}
