package dev.stageloom.cdk;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.services.iam.IRole;
import software.amazon.awscdk.services.iam.PolicyDocument;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.constructs.Construct;

/**
 * The role that a stage runs as: its own, with all its permissions inside (a policy of its own
 * would be one more of the 500 resources of a stack), or an existing one, which gets a policy.
 *
 * @param role the role
 * @param permissions what is inside of it; null for an existing role
 */
record StageRole(IRole role, @Nullable PolicyDocument permissions) {

  /**
   * The existing role, or a new one.
   *
   * @param scope the stage's resources
   * @param existing the role that was given
   * @param service the service that runs the stage
   * @return the role, without permissions
   */
  static StageRole of(Construct scope, Optional<IRole> existing, String service) {
    if (existing.isPresent()) {
      return new StageRole(existing.get(), null);
    }
    PolicyDocument permissions = new PolicyDocument();
    Role role =
        Role.Builder.create(scope, "Role")
            .assumedBy(new ServicePrincipal(service))
            .inlinePolicies(Map.of("Stage", permissions))
            .build();
    return new StageRole(role, permissions);
  }

  /** Gives the role permissions. */
  void allow(List<PolicyStatement> statements) {
    if (permissions == null) {
      statements.forEach(role::addToPrincipalPolicy);
    } else {
      permissions.addStatements(statements.toArray(PolicyStatement[]::new));
    }
  }
}
