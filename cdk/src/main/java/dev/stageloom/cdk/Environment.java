package dev.stageloom.cdk;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awscdk.StackProps;
import software.constructs.Construct;

/**
 * An environment that workflows are deployed to, such as development or production, from the CDK
 * context: {@code cdk.json} or {@code -c}.
 *
 * <pre>{@code
 * "context": {
 *   "stageloom:environments": {
 *     "dev": {
 *       "alarms": false, "triggerEnabled": false, "logRetentionDays": 3, "removalPolicy": "destroy",
 *       "stages": {"EtlStage": {"memory": 512}, "HeavyEtlStage": {"workers": 2}}
 *     },
 *     "prod": {
 *       "account": "123456789012", "region": "eu-central-1", "tags": {"team": "shop"},
 *       "alarmEmail": "operations@example.com", "logRetentionDays": 90,
 *       "trafficShift": {"type": "canary", "percent": 10, "minutes": 30}
 *     }
 *   }
 * }
 * }</pre>
 *
 * <p>{@link StageloomApp} creates each workflow's stack in each environment, as {@code
 * <workflow>-<environment>}, or in one with {@code -c stageloom:environment=dev}. An app of your
 * own does the same:
 *
 * <pre>{@code
 * Environment prod = Environment.of(app, "prod");
 * new CeapWorkflow_Stack(app, prod.stackName("ceap-candidates"),
 *     prod.stackProps().description("...").build(), prod.resources().build());
 * }</pre>
 *
 * @param name the environment's name: a letter, then letters, digits and {@code -}
 * @param account the AWS account; empty for that of the CLI's credentials
 * @param region the AWS region; empty for that of the CLI's configuration
 * @param tags the tags of every resource
 * @param settings how workflows are operated there
 */
public record Environment(
    String name,
    Optional<String> account,
    Optional<String> region,
    Map<String, String> tags,
    WorkflowSettings settings) {

  /** The context key of all environments. */
  static final String ALL = "stageloom:environments";

  /** The context key of the one to synthesize. */
  static final String CHOSEN = "stageloom:environment";

  /** Copies the tags. */
  public Environment {
    tags = Map.copyOf(tags);
  }

  /**
   * The environments of the context: the chosen one, or all.
   *
   * @param scope the app
   * @return the environments in the order of the context; empty if it has none
   * @throws IllegalArgumentException if one is wrong, or the chosen one is not there; the message
   *     names everything that is
   */
  public static List<Environment> all(Construct scope) {
    Map<?, ?> contents = contents(scope);
    if (scope.getNode().tryGetContext(CHOSEN) instanceof String chosen) {
      return List.of(of(scope, chosen));
    }
    List<Environment> environments = new ArrayList<>();
    contents.forEach(
        (name, content) ->
            environments.add(new EnvironmentReader(String.valueOf(name)).read(content)));
    return environments;
  }

  /**
   * One environment of the context.
   *
   * @param scope the app
   * @param name its name
   * @return the environment
   * @throws IllegalArgumentException if it is wrong or not there
   */
  public static Environment of(Construct scope, String name) {
    Map<?, ?> contents = contents(scope);
    if (!contents.containsKey(name)) {
      throw new IllegalArgumentException(
          "there is no environment \""
              + name
              + "\" in the context's "
              + ALL
              + (contents.isEmpty() ? ", which is not set" : ", which has " + contents.keySet()));
    }
    return new EnvironmentReader(name).read(contents.get(name));
  }

  private static Map<?, ?> contents(Construct scope) {
    Object contents = scope.getNode().tryGetContext(ALL);
    if (contents == null) {
      return Map.of();
    }
    if (contents instanceof Map<?, ?> map) {
      return map;
    }
    throw new IllegalArgumentException(
        "the context's " + ALL + " must be an object with an object for each environment");
  }

  /**
   * The name of a workflow's stack.
   *
   * @param workflow the workflow's name
   * @return {@code <workflow>-<environment>}
   */
  public String stackName(String workflow) {
    return workflow + "-" + name;
  }

  /**
   * The account, the region and the tags.
   *
   * @return the start of a stack's properties
   */
  public StackProps.Builder stackProps() {
    return StackProps.builder()
        .env(
            software.amazon.awscdk.Environment.builder()
                .account(account.orElse(null))
                .region(region.orElse(null))
                .build())
        .tags(tags);
  }

  /**
   * The settings.
   *
   * @return the start of a stack's resources
   */
  public WorkflowResources.Builder resources() {
    return WorkflowResources.builder().settings(settings);
  }
}
