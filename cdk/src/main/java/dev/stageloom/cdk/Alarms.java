package dev.stageloom.cdk;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.services.cloudwatch.CfnAlarm;
import software.amazon.awscdk.services.cloudwatch.CfnAlarm.DimensionProperty;
import software.constructs.Construct;

/** Creates alarms that tell a topic when a metric reaches a threshold once. */
final class Alarms {

  private Alarms() {}

  /**
   * What an alarm watches.
   *
   * @param namespace the metric's namespace
   * @param name the metric's name
   * @param dimensions its dimensions
   * @param statistic {@code Sum} or {@code Maximum}
   */
  record Metric(String namespace, String name, Map<String, String> dimensions, String statistic) {}

  /**
   * Creates an alarm.
   *
   * @param scope where
   * @param id the construct's id
   * @param name the alarm's name
   * @param description what has happened, for whom it wakes
   * @param metric what it watches
   * @param periodSeconds over which time
   * @param threshold the value from which on it goes off
   * @param topicArn the ARN of the topic that it tells
   * @return the alarm
   */
  static CfnAlarm create(
      Construct scope,
      String id,
      String name,
      String description,
      Metric metric,
      int periodSeconds,
      int threshold,
      String topicArn) {
    return CfnAlarm.Builder.create(scope, id)
        .alarmName(name)
        .alarmDescription(description)
        .namespace(metric.namespace())
        .metricName(metric.name())
        .dimensions(
            metric.dimensions().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(
                    dimension ->
                        DimensionProperty.builder()
                            .name(dimension.getKey())
                            .value(dimension.getValue())
                            .build())
                .toList())
        .statistic(metric.statistic())
        .period(periodSeconds)
        .comparisonOperator("GreaterThanOrEqualToThreshold")
        .threshold(threshold)
        .evaluationPeriods(1)
        .treatMissingData("notBreaching")
        .alarmActions(List.of(topicArn))
        .build();
  }
}
