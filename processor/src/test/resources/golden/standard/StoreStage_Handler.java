package p;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.stageloom.runtime.DataType;
import dev.stageloom.runtime.FieldRules;
import dev.stageloom.runtime.Priming;
import dev.stageloom.runtime.StageInvocation;
import dev.stageloom.runtime.StageRuntime;
import io.avaje.jsonb.Json;
import io.avaje.jsonb.Types;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import javax.annotation.processing.Generated;

/**
 * Runs {@link StoreStage} as an AWS Lambda function.
 */
@Generated("dev.stageloom.processor.StageloomProcessor")
@SuppressWarnings({"all", "deprecation", "rawtypes", "removal", "this-escape"})
@Json.Import({
    Order.class,
    Total.class
})
public final class StoreStage_Handler implements RequestStreamHandler {
  private final StageRuntime runtime;

  private final StoreStage stage = new StoreStage();

  private final DataType<Total> totalType;

  private final DataType<Order> orderType;

  private final DataType<Map<String, Total>> mapStringTotalType;

  /**
   * Called by AWS Lambda.
   */
  public StoreStage_Handler() {
    this(StageRuntime.create());
    runtime.beforeSnapshot(this::prime);
  }

  /**
   * Runs the stage elsewhere than on AWS Lambda.
   *
   * @param runtime gives the S3 client and the JSON library
   */
  public StoreStage_Handler(StageRuntime runtime) {
    this.runtime = runtime;
    this.totalType = runtime.type(Total.class, FieldRules.required("sum"));
    this.orderType = runtime.type(Order.class, FieldRules.required("id"));
    this.mapStringTotalType = runtime.type(Types.newParameterizedType(Map.class, String.class,
        Total.class));
  }

  @Override
  public void handleRequest(InputStream event, OutputStream response, Context context) throws
      IOException {
    runtime.handle("StoreStage", event, response, context, this::run);
  }

  private void run(StageInvocation invocation) throws Exception {
    List<Total> invocation_ = invocation.input().list(totalType);
    Iterator<Order> stage_ = invocation.output("EtlStage").iterator(orderType);
    var result = stage.store(invocation_, stage_);
    invocation.writeValue(mapStringTotalType, result);
  }

  /**
   * Reads and writes samples before Lambda takes its snapshot of this function.
   */
  private void prime(Priming priming) {
    priming.sample(totalType, "{\"day\":\"2000-01-01\",\"sum\":0}");
    priming.sample(orderType,
        "{\"id\":0,\"day\":\"2000-01-01\",\"lines\":[{\"sku\":\"a\",\"price\":0}]}");
    priming.sample(mapStringTotalType, "{\"a\":{\"day\":\"2000-01-01\",\"sum\":0}}");
  }
}
