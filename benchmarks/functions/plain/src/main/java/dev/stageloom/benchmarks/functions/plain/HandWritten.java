package dev.stageloom.benchmarks.functions.plain;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.stageloom.benchmarks.functions.Order;
import dev.stageloom.benchmarks.functions.Score;
import dev.stageloom.runtime.s3.ObjectContent;
import dev.stageloom.runtime.s3.ObjectHeaders;
import dev.stageloom.runtime.s3.ObjectId;
import dev.stageloom.runtime.s3.ObjectStorage;
import io.avaje.jsonb.JsonType;
import io.avaje.jsonb.Jsonb;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;

/** What the generated handler does, by hand: the same S3 client, the same JSON library. */
public final class HandWritten implements RequestStreamHandler {
  private final Jsonb jsonb = Jsonb.builder().build();
  private final JsonType<Map<String, Object>> mapType = jsonb.type(Object.class).map();
  private final JsonType<Order> orderType = jsonb.type(Order.class);
  private final JsonType<Score> scoreType = jsonb.type(Score.class);
  private final ObjectStorage s3 = ObjectStorage.create();

  @Override
  public void handleRequest(InputStream event, OutputStream response, Context context)
      throws IOException {
    Map<String, Object> fields = mapType.fromJson(event.readAllBytes());
    log(context, Map.of("event", "started", "executionId", fields.get("executionId")));
    String bucket = (String) fields.get("workflowBucket");
    ObjectContent content = s3.get(new ObjectId(bucket, key(fields, "previousStage")));
    Order order;
    try (InputStream body = content.body()) {
      order = orderType.fromJson(body.readAllBytes());
    }
    byte[] score = scoreType.toJsonBytes(Score.of(order));
    ObjectId output = new ObjectId(bucket, key(fields, "currentStage"));
    s3.put(output, new ObjectHeaders("application/json", ""), score, score.length);
    log(context, Map.of("event", "completed", "output", output.uri()));
    response.write(
        jsonb.toJsonBytes(
            Map.of(
                "status",
                "SUCCEEDED",
                "stage",
                fields.get("currentStage"),
                "recordsProcessed",
                1)));
  }

  private static String key(Map<String, Object> fields, String stage) {
    return "executions/" + fields.get("executionId") + "/" + fields.get(stage) + "/output.json";
  }

  private void log(Context context, Map<String, Object> fields) {
    context.getLogger().log(jsonb.toJson(fields) + "\n");
  }
}
