package dev.stageloom.cdk;

import dev.stageloom.annotations.WorkflowType;
import java.util.List;
import java.util.Optional;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.cloudwatch.CfnAlarm;
import software.amazon.awscdk.services.stepfunctions.CfnStateMachineAlias;
import software.amazon.awscdk.services.stepfunctions.CfnStateMachineAlias.DeploymentPreferenceProperty;
import software.amazon.awscdk.services.stepfunctions.CfnStateMachineAlias.RoutingConfigurationVersionProperty;
import software.amazon.awscdk.services.stepfunctions.CfnStateMachineVersion;
import software.amazon.awscdk.services.stepfunctions.StateMachine;
import software.constructs.Construct;

/**
 * The version of the state machine that is deployed, and the alias that new executions start.
 *
 * @param version the version; earlier ones stay
 * @param alias the alias {@code live}
 */
record LiveVersion(CfnStateMachineVersion version, CfnStateMachineAlias alias) {

  /** The alias's name. */
  static final String ALIAS = "live";

  /**
   * Creates both.
   *
   * @param workflow the workflow's construct
   * @param type its type: another type is another state machine, to which an alias cannot move
   * @param stateMachine the state machine
   * @param shift how executions move to the version
   * @param alarms the alarms that move them back
   * @return both
   */
  static LiveVersion of(
      Construct workflow,
      WorkflowType type,
      StateMachine stateMachine,
      Optional<TrafficShift> shift,
      List<CfnAlarm> alarms) {
    String kind = type == WorkflowType.STANDARD ? "Standard" : "Express";
    CfnStateMachineVersion version =
        CfnStateMachineVersion.Builder.create(workflow, kind + "Version")
            .stateMachineArn(stateMachine.getStateMachineArn())
            .stateMachineRevisionId(stateMachine.getStateMachineRevisionId())
            .build();
    version.applyRemovalPolicy(RemovalPolicy.RETAIN);
    CfnStateMachineAlias.Builder alias =
        CfnStateMachineAlias.Builder.create(workflow, kind + "Alias").name(ALIAS);
    if (shift.isPresent()) {
      alias.deploymentPreference(preference(version, shift.get(), alarms));
    } else {
      alias.routingConfiguration(
          List.of(
              RoutingConfigurationVersionProperty.builder()
                  .stateMachineVersionArn(version.getAttrArn())
                  .weight(100)
                  .build()));
    }
    return new LiveVersion(version, alias.build());
  }

  private static DeploymentPreferenceProperty preference(
      CfnStateMachineVersion version, TrafficShift shift, List<CfnAlarm> alarms) {
    return DeploymentPreferenceProperty.builder()
        .stateMachineVersionArn(version.getAttrArn())
        .type(shift.linear() ? "LINEAR" : "CANARY")
        .percentage(shift.percent())
        .interval(shift.minutes())
        .alarms(alarms.isEmpty() ? null : alarms.stream().map(CfnAlarm::getRef).toList())
        .build();
  }
}
