package dev.stageloom.cdk;

import software.amazon.awscdk.ArnComponents;
import software.amazon.awscdk.ArnFormat;
import software.amazon.awscdk.Stack;
import software.constructs.Construct;

/**
 * Where the resources of a stage are, with what can be known once for many stages: each question to
 * CDK is a call to another process.
 *
 * @param construct the scope of the resources
 * @param stack the stack that holds them, which may be a nested one
 * @param names what their names begin with
 * @param functionArns what the ARNs of functions begin with
 */
record StagePlace(Construct construct, Stack stack, String names, String functionArns) {

  /** The place of the stages that are directly in a scope. */
  static StagePlace in(Construct scope) {
    Stack stack = Stack.of(scope);
    String any =
        stack.formatArn(
            ArnComponents.builder()
                .service("lambda")
                .resource("function")
                .resourceName("*")
                .arnFormat(ArnFormat.COLON_RESOURCE_NAME)
                .build());
    return new StagePlace(
        scope, stack, PhysicalNames.prefix(scope), any.substring(0, any.length() - 1));
  }

  /** The same place for the resources of one stage, which have a construct of their own. */
  StagePlace at(Construct construct) {
    return new StagePlace(construct, stack, names, functionArns);
  }
}
