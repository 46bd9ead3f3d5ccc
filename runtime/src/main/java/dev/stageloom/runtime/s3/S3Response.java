package dev.stageloom.runtime.s3;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import org.jspecify.annotations.Nullable;

/** S3's answer to one attempt of a request, whose body is still to be read. */
final class S3Response {

  private final @Nullable HttpURLConnection connection;
  private final int status;
  private final @Nullable InputStream body;

  /**
   * Waits for the answer.
   *
   * @throws IOException if there is none
   */
  S3Response(HttpURLConnection connection) throws IOException {
    this.connection = connection;
    this.status = connection.getResponseCode();
    if (status < 0) {
      throw new IOException("the answer is not HTTP");
    }
    this.body = isError() ? connection.getErrorStream() : connection.getInputStream();
  }

  /** An answer of which only the status is known. */
  S3Response(int status) {
    this.connection = null;
    this.status = status;
    this.body = null;
  }

  int status() {
    return status;
  }

  boolean isError() {
    return status >= 300;
  }

  @Nullable String header(String name) {
    return connection == null ? null : connection.getHeaderField(name);
  }

  /** How many bytes the body has; -1 if S3 does not say. */
  long contentLength() {
    return connection == null ? -1 : connection.getContentLengthLong();
  }

  /**
   * All of the body.
   *
   * @throws IOException if the connection breaks or ends before the body does
   */
  byte[] readAll() throws IOException {
    if (body == null) {
      return new byte[0];
    }
    byte[] bytes;
    try (InputStream in = body) {
      bytes = in.readAllBytes();
    }
    if (contentLength() > bytes.length) {
      throw new IOException("the connection ended early");
    }
    return bytes;
  }

  /** The body, which gives the connection up when it is closed before its end. */
  InputStream body() {
    return body == null || connection == null
        ? InputStream.nullInputStream()
        : new Body(body, connection);
  }

  private static final class Body extends FilterInputStream {
    private final HttpURLConnection connection;
    private boolean atEnd;

    Body(InputStream in, HttpURLConnection connection) {
      super(in);
      this.connection = connection;
    }

    @Override
    public int read() throws IOException {
      int read = in.read();
      atEnd = read < 0;
      return read;
    }

    @Override
    public int read(byte[] buffer, int offset, int count) throws IOException {
      int read = in.read(buffer, offset, count);
      atEnd = read < 0;
      return read;
    }

    @Override
    public void close() {
      // At its end the connection is kept for the next request; before, what is left would have to
      // be read first.
      if (!atEnd) {
        connection.disconnect();
      }
    }
  }
}
