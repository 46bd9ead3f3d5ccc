package p;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.stageloom.annotations.contract.StageArguments;
import dev.stageloom.runtime.DataType;
import dev.stageloom.runtime.Priming;
import dev.stageloom.runtime.StageInvocation;
import dev.stageloom.runtime.StageRuntime;
import io.avaje.jsonb.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Function;
import javax.annotation.processing.Generated;

/**
 * Runs {@link EtlStage} as an AWS Lambda function.
 */
@Generated("dev.stageloom.processor.StageloomProcessor")
@SuppressWarnings({"all", "deprecation", "rawtypes", "removal", "this-escape"})
@Json.Import({
    Order.class,
    Trigger.class
})
public final class EtlStage_Handler implements RequestStreamHandler {
  private final StageRuntime runtime;

  private final EtlStage stage = new EtlStage();

  private final DataType<Trigger> triggerType;

  private final DataType<Order> orderType;

  /**
   * Called by AWS Lambda.
   */
  public EtlStage_Handler() {
    this(StageRuntime.create());
    runtime.beforeSnapshot(this::prime);
  }

  /**
   * Runs the stage elsewhere than on AWS Lambda.
   *
   * @param runtime gives the S3 client and the JSON library
   */
  public EtlStage_Handler(StageRuntime runtime) {
    this.runtime = runtime;
    this.triggerType = runtime.type(Trigger.class);
    this.orderType = runtime.type(Order.class);
  }

  @Override
  public void handleRequest(InputStream event, OutputStream response, Context context) throws
      IOException {
    runtime.handle("EtlStage", event, response, context, this::run);
  }

  private void run(StageInvocation invocation) throws Exception {
    Trigger trigger = invocation.input().value(triggerType);
    LocalDate runDate = invocation.arguments().required("run-date", "a LocalDate",
        LocalDate::parse);
    int limit = invocation.arguments().optional("limit", "an int", "1000", Integer::parseInt);
    List<String> regions = invocation.arguments().optional("regions", "a list, each item a text",
        "eu,us", StageArguments.listOf(Function.identity()));
    var result = stage.extract(trigger, runDate, limit, regions, invocation.context(),
        invocation.lambdaContext());
    invocation.writeStream(orderType, result);
  }

  /**
   * Reads and writes samples before Lambda takes its snapshot of this function.
   */
  private void prime(Priming priming) {
    priming.sample(triggerType, "{\"shop\":\"a\"}");
    priming.sample(orderType,
        "{\"id\":0,\"day\":\"2000-01-01\",\"lines\":[{\"sku\":\"a\",\"price\":0}]}");
  }
}
