package dev.stageloom.runtime;

import dev.stageloom.annotations.contract.OutputLocation;
import io.avaje.json.JsonReader;
import io.avaje.jsonb.Jsonb;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The event that Step Functions invokes a stage's function with.
 *
 * @param context what the stage may know of its execution
 * @param initialData the message that started the execution, as JSON; empty for later stages
 * @param arguments the given arguments by their names, as text
 */
record StageEvent(
    LambdaStageContext context, Optional<byte[]> initialData, Map<String, String> arguments) {

  /** What buckets may be called, those from before 2018 in us-east-1 included. */
  private static final Pattern BUCKET = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{2,254}");

  /**
   * Reads and checks an event.
   *
   * @param stage the stage that the handler is for
   * @throws InvalidEventException if it is not an event for that stage
   */
  static StageEvent parse(String stage, byte[] json, Jsonb jsonb) {
    Fields fields = new Fields(stage);
    try (JsonReader reader = jsonb.reader(json)) {
      fields.read(reader);
    } catch (InvalidEventException e) {
      throw e;
    } catch (RuntimeException e) {
      throw new InvalidEventException(
          "the event of stage " + stage + " is not the expected JSON: " + JsonValue.reason(e));
    }
    return fields.toEvent();
  }

  /** The fields as they are read. */
  private static final class Fields {
    private final String stage;
    private final Map<String, String> arguments = new TreeMap<>();
    private @Nullable String executionId;
    private @Nullable String currentStage;
    private @Nullable String previousStage;
    private @Nullable String workflowBucket;
    private byte @Nullable [] initialData;

    Fields(String stage) {
      this.stage = stage;
    }

    void read(JsonReader reader) {
      if (reader.currentToken() != JsonReader.Token.BEGIN_OBJECT) {
        throw invalid("it is not a JSON object");
      }
      reader.beginObject();
      while (reader.hasNextField()) {
        String name = reader.nextField();
        switch (name) {
          case "executionId" -> executionId = text(name, reader);
          case "currentStage" -> currentStage = text(name, reader);
          case "previousStage" -> previousStage = text(name, reader);
          case "workflowBucket" -> workflowBucket = text(name, reader);
          case "initialData" ->
              initialData = reader.readRaw().strip().getBytes(StandardCharsets.UTF_8);
          case "arguments" -> readArguments(reader);
          default -> reader.skipValue();
        }
      }
      reader.endObject();
    }

    private @Nullable String text(String name, JsonReader reader) {
      if (reader.isNullValue()) {
        return null;
      }
      if (reader.currentToken() != JsonReader.Token.STRING) {
        throw invalid("\"" + name + "\" is not a string");
      }
      return reader.readString();
    }

    private void readArguments(JsonReader reader) {
      if (reader.isNullValue()) {
        return;
      }
      if (reader.currentToken() != JsonReader.Token.BEGIN_OBJECT) {
        throw invalid("\"arguments\" is not an object");
      }
      reader.beginObject();
      while (reader.hasNextField()) {
        String name = reader.nextField();
        switch (reader.currentToken()) {
          case STRING -> arguments.put(name, reader.readString());
          case NUMBER, BEGIN_ARRAY -> arguments.put(name, reader.readRaw().strip());
          case BOOLEAN -> arguments.put(name, String.valueOf(reader.readBoolean()));
          // An argument that was not given is null.
          case NULL -> reader.skipValue();
          default ->
              throw invalid(
                  "the argument \"" + name + "\" is not a string, a number, a boolean or an array");
        }
      }
      reader.endObject();
    }

    StageEvent toEvent() {
      String execution = require("executionId", executionId);
      String current = require("currentStage", currentStage);
      String bucket = require("workflowBucket", workflowBucket);
      if (!current.equals(stage)) {
        throw new InvalidEventException(
            "the handler of stage "
                + stage
                + " was invoked with an event for stage "
                + current
                + ": check which function the state machine's state "
                + current
                + " names");
      }
      try {
        OutputLocation.requireExecutionId(execution);
        OutputLocation.requireStage(current);
        if (previousStage != null) {
          OutputLocation.requireStage(previousStage);
        }
      } catch (IllegalArgumentException e) {
        throw invalid(String.valueOf(e.getMessage()));
      }
      if (!BUCKET.matcher(bucket).matches()) {
        throw invalid("\"workflowBucket\" is not a bucket's name: " + bucket);
      }
      return new StageEvent(
          new LambdaStageContext(execution, current, Optional.ofNullable(previousStage), bucket),
          Optional.ofNullable(initialData),
          arguments);
    }

    private String require(String name, @Nullable String value) {
      if (value == null || value.isBlank()) {
        throw invalid("\"" + name + "\" is missing");
      }
      return value;
    }

    private InvalidEventException invalid(String reason) {
      return new InvalidEventException("the event of stage " + stage + " is not valid: " + reason);
    }
  }
}
