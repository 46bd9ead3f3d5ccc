package dev.stageloom.runtime.s3;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.utils.http.SdkHttpUtils;

/**
 * S3 by plain HTTP requests, signed by the AWS SDK's signer with the credentials of the SDK's
 * chain. It starts several times faster than the SDK's client, because it does only what {@link
 * ObjectStorage} has. {@code docs/decisions/0004-s3-transport.md} tells what it leaves out.
 */
public final class HttpObjectStorage implements ObjectStorage {

  private static final byte[] NO_BYTES = {};
  private static final String XML = "application/xml";

  private final S3Caller caller;

  private HttpObjectStorage(
      S3Endpoint endpoint,
      String region,
      AwsCredentialsProvider credentials,
      RetryPolicy retries,
      Duration readTimeout,
      Clock clock) {
    this.caller =
        new S3Caller(endpoint, new RequestSigner(credentials, region), retries, readTimeout, clock);
  }

  /**
   * Takes region, credentials, endpoint and number of attempts from the AWS SDK's settings: system
   * properties, environment variables and, for region and credentials, the rest of the SDK's
   * default chains.
   *
   * @return the storage
   * @throws IllegalArgumentException if the settings cannot be followed
   */
  public static HttpObjectStorage create() {
    String region = AwsSettings.region();
    return new HttpObjectStorage(
        S3Endpoint.fromSettings(region),
        region,
        AwsSettings.credentials(),
        RetryPolicy.standard(),
        S3Transport.READ_TIMEOUT,
        Clock.systemUTC());
  }

  /** Takes all from the caller, for tests. */
  static HttpObjectStorage create(
      S3Endpoint endpoint,
      String region,
      AwsCredentialsProvider credentials,
      RetryPolicy retries,
      Clock clock) {
    return create(endpoint, region, credentials, retries, S3Transport.READ_TIMEOUT, clock);
  }

  /**
   * Takes all from the caller, for tests.
   *
   * @param readTimeout how long to wait for bytes of an answer
   */
  static HttpObjectStorage create(
      S3Endpoint endpoint,
      String region,
      AwsCredentialsProvider credentials,
      RetryPolicy retries,
      Duration readTimeout,
      Clock clock) {
    return new HttpObjectStorage(endpoint, region, credentials, retries, readTimeout, clock);
  }

  @Override
  public ObjectContent get(ObjectId object) {
    S3Request request =
        new S3Request("GetObject", SdkHttpMethod.GET, object)
            .header("x-amz-checksum-mode", "ENABLED");
    return caller.call(
        request,
        response -> {
          long length = contentLength(response);
          InputStream body = response.body();
          String crc32 = response.header("x-amz-checksum-crc32");
          // The checksum of an object that was uploaded in parts is one of their checksums.
          if (crc32 != null && crc32.indexOf('-') < 0) {
            body = new ChecksumStream(body, crc32, object, length);
          }
          return content(response, length, body);
        });
  }

  @Override
  public ObjectContent get(ObjectId object, long start, String etag) {
    S3Request request =
        new S3Request("GetObject", SdkHttpMethod.GET, object)
            .header("Range", "bytes=" + start + "-")
            .header("If-Match", etag);
    return caller.call(
        request,
        response -> {
          String range = Objects.toString(response.header("Content-Range"), "");
          if (response.status() != 206 || !range.startsWith("bytes " + start + "-")) {
            throw new ObjectStorageException(
                "GetObject",
                "S3 was asked for "
                    + object.uri()
                    + " from byte "
                    + start
                    + " on, and has answered with another part of it",
                null);
          }
          return content(response, contentLength(response), response.body());
        });
  }

  private static long contentLength(S3Response response) throws IOException {
    long length = response.contentLength();
    if (length < 0) {
      throw new IOException("the answer does not tell its length");
    }
    return length;
  }

  private static ObjectContent content(S3Response response, long length, InputStream body) {
    return new ObjectContent(
        Objects.toString(response.header("ETag"), ""),
        Objects.toString(response.header("Content-Type"), ""),
        length,
        body);
  }

  @Override
  public void put(ObjectId object, ObjectHeaders headers, byte[] bytes, int length) {
    S3Request request =
        new S3Request("PutObject", SdkHttpMethod.PUT, object)
            .content(headers.contentType(), bytes, length);
    addEncoding(headers, request);
    caller.call(request, S3Response::readAll);
  }

  private static void addEncoding(ObjectHeaders headers, S3Request request) {
    if (!headers.contentEncoding().isEmpty()) {
      request.header("Content-Encoding", headers.contentEncoding());
    }
  }

  @Override
  public ObjectPage list(String bucket, String prefix, int maxKeys, @Nullable String token) {
    S3Request request =
        new S3Request("ListObjectsV2", SdkHttpMethod.GET, new ObjectId(bucket, ""))
            .query("list-type", "2")
            .query("prefix", prefix)
            .query("max-keys", Integer.toString(maxKeys))
            // XML cannot have every character that a key can.
            .query("encoding-type", "url");
    if (token != null) {
      request.query("continuation-token", token);
    }
    XmlAnswer answer = callForXml(request, "ListBucketResult");
    List<String> keys = new ArrayList<>();
    for (String key : answer.all("Contents/Key")) {
      keys.add(SdkHttpUtils.urlDecode(key));
    }
    String next = answer.text("NextContinuationToken");
    return new ObjectPage(keys, next.isEmpty() ? null : next);
  }

  @Override
  public String createMultipartUpload(ObjectId object, ObjectHeaders headers) {
    S3Request request =
        new S3Request("CreateMultipartUpload", SdkHttpMethod.POST, object)
            .query("uploads", "")
            .header("x-amz-checksum-algorithm", "CRC32")
            .body(headers.contentType(), NO_BYTES, 0);
    addEncoding(headers, request);
    return callForXml(request, "InitiateMultipartUploadResult").text("UploadId");
  }

  @Override
  public UploadedPart uploadPart(
      ObjectId object, String uploadId, int number, byte[] bytes, int length) {
    S3Request request =
        new S3Request("UploadPart", SdkHttpMethod.PUT, object)
            .query("partNumber", Integer.toString(number))
            .query("uploadId", uploadId)
            .content("application/octet-stream", bytes, length);
    String etag =
        caller.call(
            request,
            response -> {
              response.readAll();
              return Objects.toString(response.header("ETag"), "");
            });
    return new UploadedPart(number, etag, request.crc32());
  }

  @Override
  public void completeMultipartUpload(ObjectId object, String uploadId, List<UploadedPart> parts) {
    StringBuilder xml = new StringBuilder();
    xml.append("<CompleteMultipartUpload xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">");
    for (UploadedPart part : parts) {
      xml.append("<Part>");
      if (part.crc32() != null) {
        xml.append("<ChecksumCRC32>").append(part.crc32()).append("</ChecksumCRC32>");
      }
      xml.append("<ETag>").append(escape(part.etag())).append("</ETag><PartNumber>");
      xml.append(part.number()).append("</PartNumber></Part>");
    }
    xml.append("</CompleteMultipartUpload>");
    byte[] bytes = xml.toString().getBytes(StandardCharsets.UTF_8);
    S3Request request =
        new S3Request("CompleteMultipartUpload", SdkHttpMethod.POST, object)
            .query("uploadId", uploadId)
            .body(XML, bytes, bytes.length);
    callForXml(request, "CompleteMultipartUploadResult");
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
  }

  @Override
  public void abortMultipartUpload(ObjectId object, String uploadId) {
    S3Request request =
        new S3Request("AbortMultipartUpload", SdkHttpMethod.DELETE, object)
            .query("uploadId", uploadId);
    caller.call(request, S3Response::readAll);
  }

  @Override
  public void prime() throws IOException {
    caller.prime();
  }

  /** S3 may find an error after it has begun to answer: then its answer is one with status 200. */
  private XmlAnswer callForXml(S3Request request, String root) {
    return caller.call(
        request,
        response -> {
          byte[] body = response.readAll();
          XmlAnswer answer;
          try {
            answer = XmlAnswer.parse(body);
          } catch (XMLStreamException e) {
            throw new IOException("the answer is not XML", e);
          }
          if (answer.root().equals("Error")) {
            throw ErrorAnswer.read(request, response, body, caller.region());
          }
          if (!answer.root().equals(root)) {
            throw new IOException("the answer is a " + answer.root() + ", not a " + root);
          }
          return answer;
        });
  }
}
