package dev.stageloom.cdk;

import dev.stageloom.annotations.ExecutionClass;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.glue.CfnJob;
import software.amazon.awscdk.services.glue.CfnJob.ConnectionsListProperty;
import software.amazon.awscdk.services.glue.CfnJob.ExecutionPropertyProperty;
import software.amazon.awscdk.services.glue.CfnJob.JobCommandProperty;
import software.amazon.awscdk.services.logs.LogGroup;
import software.constructs.Construct;

/**
 * What there is of a Glue job in the stack.
 *
 * @param name the job's name
 * @param role its role; null for an existing job whose role was not given
 * @param logs its log groups; null for an existing job
 * @param job the job itself; null for an existing job
 */
record JobResources(
    String name, @Nullable StageRole role, @Nullable JobLogs logs, @Nullable CfnJob job) {

  /** An existing job, of which there is at most the role. */
  static JobResources existing(StageJob stage, StageJob.Builder builder, String name) {
    return new JobResources(
        name,
        builder
            .resources
            .role(stage, builder.id)
            .map(given -> new StageRole(given, null))
            .orElse(null),
        null,
        null);
  }

  /** A new job, with its script and jar, its log groups and its role. */
  static JobResources create(StageJob stage, StageJob.Builder builder) {
    WorkflowResources given = builder.resources;
    StagePlace place = StageStacks.place(stage, builder.id, builder.scope);
    Construct scope = place.construct();
    String name =
        builder.jobName == null
            ? PhysicalNames.job(place.names(), builder.id)
            : PhysicalNames.requireJob(builder.jobName);
    JobScript script = Objects.requireNonNull(builder.script).apply(scope);
    JobLogs logs =
        new JobLogs(
            scope,
            builder.glueVersion,
            name,
            given.settings().logRetentionDays(),
            given.encryptionKey(builder.scope));
    JobArguments arguments = new JobArguments(builder, stage, scope, script, logs.arguments());
    StageRole role = StageRole.of(scope, given.role(stage, builder.id), "glue.amazonaws.com");
    role.allow(JobPermissions.of(arguments.downloads(), logs.arns()));
    if (builder.sparkUi) {
      EventLogs eventLogs = EventLogs.of(builder);
      arguments.writeEventLogs(eventLogs);
      role.allow(eventLogs.permissions());
    }
    CfnJob.Builder properties = properties(scope, builder, name, script);
    properties.role(role.role().getRoleArn()).defaultArguments(arguments.values());
    secure(stage, builder, name, properties, role);
    connect(stage, builder, properties, role);
    CfnJob job = properties.build();
    // Else Glue could create the groups first, without a retention.
    job.getNode().addDependency(logs.created().toArray(LogGroup[]::new));
    return new JobResources(name, role, logs, job);
  }

  private static CfnJob.Builder properties(
      Construct scope, StageJob.Builder builder, String name, JobScript script) {
    WorkflowSettings settings = builder.resources.settings();
    return CfnJob.Builder.create(scope, "Job")
        .name(name)
        .description(builder.description.isEmpty() ? null : builder.description)
        .command(
            JobCommandProperty.builder()
                .name("glueetl")
                .scriptLocation(script.location())
                .pythonVersion(script.language().equals("python") ? "3" : null)
                .build())
        .glueVersion(builder.glueVersion.identifier())
        .workerType(builder.workerType.identifier())
        .numberOfWorkers(settings.workers(builder.id).orElse(builder.workers))
        .timeout(builder.timeout)
        .executionClass(
            builder.executionClass == ExecutionClass.FLEX ? builder.executionClass.name() : null)
        .maxRetries(0)
        .executionProperty(
            ExecutionPropertyProperty.builder()
                .maxConcurrentRuns(
                    settings.maxConcurrentRuns(builder.id).orElse(builder.maxConcurrentRuns))
                .build());
  }

  /** Gives the job its security configuration, and the role what that asks for. */
  private static void secure(
      StageJob stage,
      StageJob.Builder builder,
      String name,
      CfnJob.Builder properties,
      StageRole role) {
    Optional<String> configuration =
        builder
            .resources
            .settings()
            .securityConfiguration(builder.id)
            .or(() -> Optional.ofNullable(builder.securityConfiguration));
    if (configuration.isPresent()) {
      properties.securityConfiguration(configuration.get());
      String groups = JobLogs.encrypted(builder.glueVersion, name, configuration.get());
      role.allow(List.of(JobPermissions.ofEncryptedLogs(Stack.of(stage), groups)));
    }
  }

  /** Gives the job its connections and those of the network, and lets the role use them. */
  private static void connect(
      StageJob stage, StageJob.Builder builder, CfnJob.Builder properties, StageRole role) {
    Set<String> connections =
        new LinkedHashSet<>(
            builder.resources.settings().connections(builder.id).orElse(builder.connections));
    builder
        .resources
        .network(builder.scope)
        .ifPresent(network -> connections.addAll(network.glueConnections()));
    if (!connections.isEmpty()) {
      List<String> names = List.copyOf(connections);
      role.allow(NetworkPermissions.ofJob(Stack.of(stage), names));
      properties.connections(ConnectionsListProperty.builder().connections(names).build());
    }
  }
}
