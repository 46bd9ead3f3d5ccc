package dev.stageloom.runtime.s3;

import java.io.IOException;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.ProtocolException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.SdkHttpRequest;

/** Sends requests by the JDK's HTTP client for URLs, which keeps connections for later requests. */
final class S3Transport {

  /** The AWS SDK's default for this HTTP client, in milliseconds. */
  private static final int CONNECT_TIMEOUT = 2_000;

  /** The AWS SDK's default for this HTTP client, in milliseconds. */
  private static final int READ_TIMEOUT = 30_000;

  /**
   * Sends a request.
   *
   * @return the answer, whatever it is
   * @throws IOException if there is none
   */
  S3Response send(SdkHttpRequest request, byte @Nullable [] body, int length) throws IOException {
    HttpURLConnection connection = (HttpURLConnection) request.getUri().toURL().openConnection();
    connection.setConnectTimeout(CONNECT_TIMEOUT);
    connection.setReadTimeout(READ_TIMEOUT);
    connection.setInstanceFollowRedirects(false);
    connection.setUseCaches(false);
    connection.setRequestMethod(request.method().name());
    for (Map.Entry<String, List<String>> header : request.headers().entrySet()) {
      for (String value : header.getValue()) {
        connection.addRequestProperty(header.getKey(), value);
      }
    }
    try {
      if (body != null) {
        write(connection, body, length);
      }
      return new S3Response(connection);
    } catch (NullPointerException e) {
      // Seen by the AWS SDK's users where a connection breaks inside the JDK's client.
      throw new IOException("the connection broke", e);
    }
  }

  private static void write(HttpURLConnection connection, byte[] body, int length)
      throws IOException {
    connection.setDoOutput(true);
    connection.setFixedLengthStreamingMode(length);
    OutputStream out;
    try {
      out = connection.getOutputStream();
    } catch (ProtocolException e) {
      if (String.valueOf(e.getMessage()).startsWith("Server rejected operation")) {
        // S3 does not want the body: its answer says why.
        return;
      }
      throw e;
    }
    try (out) {
      out.write(body, 0, length);
    }
  }
}
