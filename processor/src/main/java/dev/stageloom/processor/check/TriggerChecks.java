package dev.stageloom.processor.check;

import static dev.stageloom.processor.diagnostic.Diagnostic.BUCKET_NAME;
import static dev.stageloom.processor.diagnostic.Diagnostic.EVENT_PATTERN;
import static dev.stageloom.processor.diagnostic.Diagnostic.SCHEDULE_EXPRESSION;
import static dev.stageloom.processor.diagnostic.Diagnostic.SCHEDULE_INPUT;
import static dev.stageloom.processor.diagnostic.Diagnostic.SCHEDULE_TIME_ZONE;
import static dev.stageloom.processor.diagnostic.Diagnostic.TRIGGER_ARGUMENT;
import static dev.stageloom.processor.diagnostic.Diagnostic.TRIGGER_FIELDS;
import static dev.stageloom.processor.diagnostic.Diagnostic.TRIGGER_LOOP;
import static dev.stageloom.processor.diagnostic.Diagnostic.TRIGGER_SHAPE;

import dev.stageloom.annotations.Workflow;
import dev.stageloom.annotations.contract.OutputLocation;
import dev.stageloom.asl.json.Json;
import dev.stageloom.asl.trigger.BucketName;
import dev.stageloom.asl.trigger.EventPattern;
import dev.stageloom.asl.trigger.ScheduleExpression;
import dev.stageloom.asl.trigger.WorkflowTrigger;
import dev.stageloom.processor.diagnostic.Findings;
import dev.stageloom.processor.model.DataType;
import dev.stageloom.processor.model.Parameter;
import dev.stageloom.processor.model.SourcePosition;
import dev.stageloom.processor.model.StageModel;
import dev.stageloom.processor.model.WorkflowModel;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The rules for what starts a workflow, and for the message that it gives to the first stage. */
final class TriggerChecks {

  private final WorkflowModel workflow;
  private final Findings findings;

  private TriggerChecks(WorkflowModel workflow, Findings findings) {
    this.workflow = workflow;
    this.findings = findings;
  }

  static void check(WorkflowModel workflow, Findings findings) {
    TriggerChecks checks = new TriggerChecks(workflow, findings);
    if (workflow.trigger() instanceof WorkflowTrigger.Schedule schedule) {
      checks.checkSchedule(schedule);
    } else if (workflow.trigger() instanceof WorkflowTrigger.ObjectCreated created) {
      checks.checkObjects(created);
    } else if (workflow.trigger() instanceof WorkflowTrigger.Event event) {
      EventPattern.problem(event.pattern())
          .ifPresent(
              problem ->
                  findings.add(
                      EVENT_PATTERN, checks.position("event", "value"), workflow.name(), problem));
    }
    TriggerMessage.of(workflow.trigger()).ifPresent(checks::checkMessage);
  }

  private void checkSchedule(WorkflowTrigger.Schedule schedule) {
    ScheduleExpression.problem(schedule.expression())
        .ifPresent(
            problem ->
                findings.add(
                    SCHEDULE_EXPRESSION,
                    position("schedule", "expression"),
                    schedule.expression(),
                    problem));
    if (!ScheduleExpression.isTimeZone(schedule.timeZone())) {
      findings.add(SCHEDULE_TIME_ZONE, position("schedule", "timeZone"), schedule.timeZone());
    }
    schedule
        .inputProblem()
        .ifPresent(
            problem ->
                findings.add(
                    SCHEDULE_INPUT, position("schedule", "input"), workflow.name(), problem));
  }

  private void checkObjects(WorkflowTrigger.ObjectCreated created) {
    String bucket = created.bucket();
    if (!bucket.isEmpty()) {
      BucketName.problem(bucket)
          .ifPresent(
              problem ->
                  findings.add(BUCKET_NAME, position("objectCreated", "bucket"), bucket, problem));
    } else if (OutputLocation.EXECUTIONS_PREFIX.startsWith(created.prefix())
        || created.prefix().startsWith(OutputLocation.EXECUTIONS_PREFIX)) {
      findings.add(
          TRIGGER_LOOP, position("objectCreated", "prefix"), workflow.name(), created.prefix());
    }
  }

  private void checkMessage(TriggerMessage message) {
    for (int i = 0; i < workflow.steps().size(); i++) {
      WorkflowModel.Step step = workflow.steps().get(i);
      StageModel stage = step.stage();
      Optional<Parameter.Input> input = stage.input();
      if (input.isPresent() && !stage.isGlue() && workflow.producerFor(i).isEmpty()) {
        checkInput(message, step, input.get().type());
      }
      for (Parameter.ArgumentValue argument : stage.arguments()) {
        if (argument.defaultValue().isEmpty() && !message.mayHave(argument.argument())) {
          findings.add(
              TRIGGER_ARGUMENT,
              step.position(),
              workflow.name(),
              stage.stageClass().simple(),
              argument.argument(),
              message.giver(),
              workflow.trigger() instanceof WorkflowTrigger.Schedule
                  ? ", or add it to the schedule's input"
                  : "");
        }
      }
    }
  }

  private void checkInput(TriggerMessage message, WorkflowModel.Step step, DataType taken) {
    Object sample =
        taken.shape().isCollection()
            ? Collections.emptyList()
            : taken.sample().isEmpty() ? null : Json.parse(taken.sample());
    if (!message.mayBe(sample)) {
      findings.add(
          TRIGGER_SHAPE,
          step.position(),
          workflow.name(),
          step.stage().stageClass().simple(),
          taken.display(),
          message.giver(),
          message.words(),
          message.advice());
      return;
    }
    List<String> fields = fields(taken, sample);
    if (!fields.isEmpty() && fields.stream().noneMatch(message::mayHave)) {
      findings.add(
          TRIGGER_FIELDS,
          step.position(),
          workflow.name(),
          step.stage().stageClass().simple(),
          taken.display(),
          String.join(", ", fields),
          message.giver(),
          message.words(),
          message.advice());
    }
  }

  /** The names of an object's fields; none of a map, which takes what comes. */
  private static List<String> fields(DataType taken, @Nullable Object sample) {
    return sample instanceof Map<?, ?> fields && !taken.item().qualified().startsWith("java.util.")
        ? fields.keySet().stream().map(String::valueOf).toList()
        : List.of();
  }

  private SourcePosition position(String trigger, String attribute) {
    return workflow.position().valueOf(Workflow.class, trigger, attribute);
  }
}
