package dev.stageloom.cdk;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awscdk.ArnComponents;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.Effect;
import software.amazon.awscdk.services.iam.PolicyStatement;

/** What a stage's role needs so that Lambda or Glue can connect the stage to a VPC. */
final class NetworkPermissions {

  /**
   * AWS Lambda developer guide, "Giving Lambda functions access to resources in an Amazon VPC",
   * required IAM permissions.
   */
  private static final List<String> LAMBDA =
      List.of(
          "ec2:CreateNetworkInterface",
          "ec2:DescribeNetworkInterfaces",
          "ec2:DescribeSubnets",
          "ec2:DeleteNetworkInterface",
          "ec2:AssignPrivateIpAddresses",
          "ec2:UnassignPrivateIpAddresses");

  /** The EC2 permissions of AWS's managed policy AWSGlueServiceRole. */
  private static final List<String> GLUE =
      List.of(
          "ec2:DescribeVpcEndpoints",
          "ec2:DescribeRouteTables",
          "ec2:CreateNetworkInterface",
          "ec2:DeleteNetworkInterface",
          "ec2:DescribeNetworkInterfaces",
          "ec2:DescribeSecurityGroups",
          "ec2:DescribeSubnets",
          "ec2:DescribeVpcAttribute");

  private NetworkPermissions() {}

  /** Lambda's own use of the role: the function's code may not do the same. */
  static List<PolicyStatement> ofFunction(String functionArn) {
    return List.of(
        // Lambda makes and finds interfaces whose ids nobody knows before.
        StagePermissions.allow(LAMBDA, List.of("*")),
        PolicyStatement.Builder.create()
            .effect(Effect.DENY)
            .actions(LAMBDA)
            .resources(List.of("*"))
            .conditions(
                Map.of("ArnEquals", Map.of("lambda:SourceFunctionArn", List.of(functionArn))))
            .build());
  }

  /** Reading the job's connections, and making the network interfaces that they name. */
  static List<PolicyStatement> ofJob(Stack stack, List<String> connections) {
    return List.of(
        StagePermissions.allow(
            List.of("glue:GetConnection"),
            Stream.concat(
                    Stream.of(
                        stack.formatArn(
                            ArnComponents.builder().service("glue").resource("catalog").build())),
                    connections.stream()
                        .map(
                            name ->
                                stack.formatArn(
                                    ArnComponents.builder()
                                        .service("glue")
                                        .resource("connection")
                                        .resourceName(name)
                                        .build())))
                .toList()),
        // Glue makes and finds interfaces whose ids nobody knows before.
        StagePermissions.allow(GLUE, List.of("*")),
        PolicyStatement.Builder.create()
            .actions(List.of("ec2:CreateTags", "ec2:DeleteTags"))
            .resources(
                List.of(
                    stack.formatArn(
                        ArnComponents.builder()
                            .service("ec2")
                            .resource("network-interface")
                            .resourceName("*")
                            .build())))
            .conditions(
                Map.of(
                    "ForAllValues:StringEquals",
                    Map.of("aws:TagKeys", List.of("aws-glue-service-resource"))))
            .build());
  }
}
