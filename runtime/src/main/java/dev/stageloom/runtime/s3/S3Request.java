package dev.stageloom.runtime.s3;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;

/** One request to S3, before it is signed: an attempt makes and signs it anew. */
final class S3Request {

  private static final String CRC32_HEADER = "x-amz-checksum-crc32";

  /** From this size on S3 is asked before the body is sent, as the AWS SDK does; in bytes. */
  private static final int EXPECT_CONTINUE = 1 << 20;

  private final String operation;
  private final SdkHttpMethod method;
  private final ObjectId target;
  private final Map<String, String> query = new TreeMap<>();
  private final Map<String, String> headers = new TreeMap<>();
  private byte @Nullable [] body;
  private int length;

  /**
   * Begins a request.
   *
   * @param operation the operation's name in S3's API
   * @param target what it is about; with an empty key, the bucket
   */
  S3Request(String operation, SdkHttpMethod method, ObjectId target) {
    this.operation = operation;
    this.method = method;
    this.target = target;
    headers.put("Accept", "*/*");
    headers.put("User-Agent", "stageloom");
    String traceId = AwsSettings.get("com.amazonaws.xray.traceHeader", "_X_AMZN_TRACE_ID");
    if (traceId != null) {
      // By it Lambda finds functions that call themselves in a loop.
      headers.put("X-Amzn-Trace-Id", traceId);
    }
  }

  S3Request query(String name, String value) {
    query.put(name, value);
    return this;
  }

  S3Request header(String name, String value) {
    headers.put(name, value);
    return this;
  }

  /** Adds a body. */
  S3Request body(String contentType, byte[] bytes, int count) {
    this.body = bytes;
    this.length = count;
    headers.put("Content-Type", contentType);
    headers.put("Content-Length", Integer.toString(count));
    if (count >= EXPECT_CONTINUE) {
      headers.put("Expect", "100-continue");
    }
    return this;
  }

  /**
   * Adds an object's or a part's content and its checksum, with which S3 refuses content that has
   * changed on its way.
   */
  S3Request content(String contentType, byte[] bytes, int count) {
    CRC32 checksum = new CRC32();
    checksum.update(bytes, 0, count);
    headers.put(CRC32_HEADER, base64(checksum));
    return body(contentType, bytes, count);
  }

  /** A checksum as S3 writes it. */
  static String base64(CRC32 checksum) {
    byte[] bytes = ByteBuffer.allocate(Integer.BYTES).putInt((int) checksum.getValue()).array();
    return Base64.getEncoder().encodeToString(bytes);
  }

  String operation() {
    return operation;
  }

  ObjectId target() {
    return target;
  }

  byte @Nullable [] body() {
    return body;
  }

  int length() {
    return length;
  }

  /** The content's checksum in Base64; null if there is no content. */
  @Nullable String crc32() {
    return headers.get(CRC32_HEADER);
  }

  /** The request as it is sent to an endpoint. */
  SdkHttpRequest at(S3Endpoint endpoint) {
    SdkHttpRequest.Builder builder = endpoint.request(target.bucket(), target.key());
    builder.method(method);
    query.forEach(builder::putRawQueryParameter);
    headers.forEach(builder::putHeader);
    return builder.build();
  }
}
