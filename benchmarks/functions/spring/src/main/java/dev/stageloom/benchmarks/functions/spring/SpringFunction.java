package dev.stageloom.benchmarks.functions.spring;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.stageloom.benchmarks.functions.Order;
import dev.stageloom.benchmarks.functions.Score;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.cloud.function.context.FunctionRegistration;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.ResolvableType;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Reads an order, writes its score. Registered as a bean by code, which Spring Cloud Function's
 * documentation recommends for functions that start cold.
 */
@SpringBootConfiguration
public class SpringFunction
    implements ApplicationContextInitializer<GenericApplicationContext>,
        Function<Map<String, Object>, Map<String, Object>> {

  private static final Logger LOG = LoggerFactory.getLogger(SpringFunction.class);

  private final ObjectMapper mapper =
      new ObjectMapper()
          .registerModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);
  private final S3Client s3 =
      S3Client.builder().httpClientBuilder(UrlConnectionHttpClient.builder()).build();

  @Override
  public void initialize(GenericApplicationContext context) {
    context.registerBean(
        "score",
        FunctionRegistration.class,
        () ->
            new FunctionRegistration<>(this, "score")
                .type(ResolvableType.forClass(SpringFunction.class).as(Function.class).getType()));
  }

  @Override
  public Map<String, Object> apply(Map<String, Object> event) {
    String bucket = (String) event.get("workflowBucket");
    LOG.info("started {}", event.get("executionId"));
    try (InputStream body =
        s3.getObject(request -> request.bucket(bucket).key(key(event, "previousStage")))) {
      Order order = mapper.readValue(body, Order.class);
      byte[] score = mapper.writeValueAsBytes(Score.of(order));
      String output = key(event, "currentStage");
      s3.putObject(
          request -> request.bucket(bucket).key(output).contentType("application/json"),
          RequestBody.fromBytes(score));
      LOG.info("completed s3://{}/{}", bucket, output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Map.of("status", "SUCCEEDED", "stage", event.get("currentStage"), "recordsProcessed", 1);
  }

  private static String key(Map<String, Object> event, String stage) {
    return "executions/" + event.get("executionId") + "/" + event.get(stage) + "/output.json";
  }
}
