package dev.stageloom.runtime.s3;

import java.io.IOException;
import java.io.OutputStream;
import java.io.Serial;
import java.net.HttpURLConnection;
import java.net.ProtocolException;
import java.net.Proxy;
import java.net.URL;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.SdkHttpRequest;

/** Sends requests by the JDK's HTTP client for URLs, which keeps connections for later requests. */
final class S3Transport {

  private static final String EXPECT = "Expect";

  /** The AWS SDK's default for this HTTP client, in milliseconds. */
  private static final int CONNECT_TIMEOUT = 2_000;

  /** The AWS SDK's default for this HTTP client. */
  static final Duration READ_TIMEOUT = Duration.ofSeconds(30);

  private final int readTimeout;

  /**
   * Makes a transport.
   *
   * @param readTimeout how long to wait for bytes of an answer
   */
  S3Transport(Duration readTimeout) {
    this.readTimeout = Math.toIntExact(readTimeout.toMillis());
  }

  /**
   * Sends a request.
   *
   * @return the answer, whatever it is
   * @throws IOException if there is none
   */
  S3Response send(SdkHttpRequest request, byte @Nullable [] body, int length) throws IOException {
    boolean expects = request.headers().containsKey(EXPECT);
    try {
      return send(request, expects, body, length);
    } catch (BodyRefusedException refused) {
      if (refused.status >= 500) {
        return new S3Response(refused.status);
      }
      // The JDK's client has lost the rest of the answer. What is wrong is worth sending the body.
      try {
        return send(request, false, body, length);
      } catch (IOException e) {
        return new S3Response(refused.status);
      }
    }
  }

  private S3Response send(
      SdkHttpRequest request, boolean expects, byte @Nullable [] body, int length)
      throws IOException {
    URL url = request.getUri().toURL();
    Proxy proxy = EnvironmentProxy.find(request.protocol(), request.host(), System.getenv());
    HttpURLConnection connection =
        (HttpURLConnection) (proxy == null ? url.openConnection() : url.openConnection(proxy));
    connection.setConnectTimeout(CONNECT_TIMEOUT);
    connection.setReadTimeout(readTimeout);
    connection.setInstanceFollowRedirects(false);
    connection.setUseCaches(false);
    connection.setRequestMethod(request.method().name());
    for (Map.Entry<String, List<String>> header : request.headers().entrySet()) {
      if (expects || !header.getKey().equals(EXPECT)) {
        for (String value : header.getValue()) {
          connection.addRequestProperty(header.getKey(), value);
        }
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
        throw new BodyRefusedException(connection.getResponseCode());
      }
      throw e;
    }
    try (out) {
      out.write(body, 0, length);
    }
  }

  /** S3 was asked whether it wants a body, and does not. */
  private static final class BodyRefusedException extends IOException {
    @Serial private static final long serialVersionUID = 1L;

    private final int status;

    BodyRefusedException(int status) {
      super("S3 has refused the body with the status " + status);
      this.status = status;
    }
  }
}
