package dev.stageloom.runtime.sample;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.stageloom.runtime.DataType;
import dev.stageloom.runtime.StageInvocation;
import dev.stageloom.runtime.StageRuntime;
import io.avaje.jsonb.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.LocalDate;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;

@Json.Import({Order.class, ReportStage.Report.class, Score.class})
public final class ReportStage_Handler implements RequestStreamHandler {
  private final StageRuntime runtime;
  private final ReportStage stage = new ReportStage();
  private final DataType<Order> orderType;
  private final DataType<ReportStage.Report> reportType;
  private final DataType<Score> scoreType;

  public ReportStage_Handler() {
    this(StageRuntime.create());
  }

  public ReportStage_Handler(StageRuntime runtime) {
    this.runtime = runtime;
    this.orderType = runtime.type(Order.class);
    this.reportType = runtime.type(ReportStage.Report.class);
    this.scoreType = runtime.type(Score.class);
  }

  @Override
  public void handleRequest(InputStream event, OutputStream response, Context context)
      throws IOException {
    runtime.handle("ReportStage", event, response, context, this::run);
  }

  private void run(StageInvocation invocation) throws Exception {
    Iterator<Score> scores = invocation.input().iterator(scoreType);
    Stream<Order> orders = invocation.output("EtlStage").stream(orderType);
    List<Order> kept = invocation.output("FilterStage").list(orderType);
    LocalDate runDate =
        invocation.arguments().required("run-date", "a LocalDate", LocalDate::parse);
    int limit = invocation.arguments().optional("limit", "an int", "100", Integer::parseInt);
    ReportStage.Report report =
        stage.report(scores, orders, kept, runDate, limit, invocation.lambdaContext());
    invocation.writeValue(reportType, report);
  }
}
