package dev.stageloom.benchmarks.functions.plain;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** A function that answers and does nothing else: what Lambda's runtime itself takes. */
public final class Empty implements RequestStreamHandler {
  @Override
  public void handleRequest(InputStream event, OutputStream response, Context context)
      throws IOException {
    response.write(new byte[] {'{', '}'});
  }
}
