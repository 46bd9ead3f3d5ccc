package dev.stageloom.benchmarks.functions.sdk;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.stageloom.benchmarks.functions.Order;
import dev.stageloom.benchmarks.functions.Score;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.s3.S3Client;

/** Reads an order, writes its score. */
public final class SdkFunction implements RequestStreamHandler {
  private final ObjectMapper mapper =
      new ObjectMapper()
          .registerModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);
  private final S3Client s3 =
      S3Client.builder().httpClientBuilder(UrlConnectionHttpClient.builder()).build();

  @Override
  public void handleRequest(InputStream event, OutputStream response, Context context)
      throws IOException {
    JsonNode fields = mapper.readTree(event);
    String bucket = fields.get("workflowBucket").asText();
    log(context, Map.of("event", "started", "executionId", fields.get("executionId").asText()));
    Order order;
    try (InputStream body =
        s3.getObject(request -> request.bucket(bucket).key(key(fields, "previousStage")))) {
      order = mapper.readValue(body, Order.class);
    }
    byte[] score = mapper.writeValueAsBytes(Score.of(order));
    String output = key(fields, "currentStage");
    s3.putObject(
        request -> request.bucket(bucket).key(output).contentType("application/json"),
        RequestBody.fromBytes(score));
    log(context, Map.of("event", "completed", "output", "s3://" + bucket + "/" + output));
    mapper.writeValue(
        response,
        Map.of(
            "status",
            "SUCCEEDED",
            "stage",
            fields.get("currentStage").asText(),
            "recordsProcessed",
            1));
  }

  private static String key(JsonNode fields, String stage) {
    return "executions/"
        + fields.get("executionId").asText()
        + "/"
        + fields.get(stage).asText()
        + "/output.json";
  }

  private void log(Context context, Map<String, Object> fields) throws IOException {
    context.getLogger().log(mapper.writeValueAsString(fields) + "\n");
  }
}
