package dev.stageloom.runtime.s3;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.function.Supplier;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.AbortMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompletedMultipartUpload;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

/** S3 by the AWS SDK's {@link S3Client}, as the client is configured. */
public final class SdkObjectStorage implements ObjectStorage {

  /** How often an answer is asked for that is cut off. */
  private static final int ATTEMPTS = 3;

  private final S3Client s3;

  /**
   * Uses a client.
   *
   * @param s3 the client; it stays the caller's to close
   */
  public SdkObjectStorage(S3Client s3) {
    this.s3 = s3;
  }

  /**
   * Uses a client with the SDK's default chains and the JDK's HTTP client.
   *
   * @return the storage
   */
  public static SdkObjectStorage create() {
    return new SdkObjectStorage(
        S3Client.builder().httpClientBuilder(UrlConnectionHttpClient.builder()).build());
  }

  @Override
  public ObjectContent get(ObjectId object) {
    return get(request(object).build());
  }

  @Override
  public ObjectContent get(ObjectId object, long start, String etag) {
    return get(request(object).ifMatch(etag).range("bytes=" + start + "-").build());
  }

  private static GetObjectRequest.Builder request(ObjectId object) {
    return GetObjectRequest.builder().bucket(object.bucket()).key(object.key());
  }

  private ObjectContent get(GetObjectRequest request) {
    ResponseInputStream<GetObjectResponse> in = call("GetObject", () -> s3.getObject(request));
    GetObjectResponse response = in.response();
    return new ObjectContent(
        Objects.toString(response.eTag(), ""),
        Objects.toString(response.contentType(), ""),
        response.contentLength() == null ? 0 : response.contentLength(),
        new Body(in));
  }

  @Override
  public void put(ObjectId object, ObjectHeaders headers, byte[] bytes, int length) {
    PutObjectRequest request =
        PutObjectRequest.builder()
            .bucket(object.bucket())
            .key(object.key())
            .contentType(headers.contentType())
            .contentEncoding(encoding(headers))
            .build();
    call("PutObject", () -> s3.putObject(request, body(headers.contentType(), bytes, length)));
  }

  @Override
  public ObjectPage list(String bucket, String prefix, int maxKeys, @Nullable String token) {
    ListObjectsV2Request request =
        ListObjectsV2Request.builder()
            .bucket(bucket)
            .prefix(prefix)
            .continuationToken(token)
            .maxKeys(maxKeys)
            .build();
    ListObjectsV2Response page =
        call("ListObjectsV2", () -> s3.listObjectsV2(request), answer -> answer.name() != null);
    return new ObjectPage(
        page.contents().stream().map(S3Object::key).toList(), page.nextContinuationToken());
  }

  @Override
  public String createMultipartUpload(ObjectId object, ObjectHeaders headers) {
    CreateMultipartUploadRequest request =
        CreateMultipartUploadRequest.builder()
            .bucket(object.bucket())
            .key(object.key())
            .contentType(headers.contentType())
            .contentEncoding(encoding(headers))
            .build();
    return call(
            "CreateMultipartUpload",
            () -> s3.createMultipartUpload(request),
            answer -> answer.uploadId() != null)
        .uploadId();
  }

  @Override
  public UploadedPart uploadPart(
      ObjectId object, String uploadId, int number, byte[] bytes, int length) {
    UploadPartRequest request =
        UploadPartRequest.builder()
            .bucket(object.bucket())
            .key(object.key())
            .uploadId(uploadId)
            .partNumber(number)
            .build();
    UploadPartResponse response =
        call(
            "UploadPart",
            () -> s3.uploadPart(request, body("application/octet-stream", bytes, length)));
    return new UploadedPart(number, response.eTag(), response.checksumCRC32());
  }

  @Override
  public void completeMultipartUpload(ObjectId object, String uploadId, List<UploadedPart> parts) {
    List<CompletedPart> completed =
        parts.stream()
            .map(
                part ->
                    CompletedPart.builder()
                        .partNumber(part.number())
                        .eTag(part.etag())
                        .checksumCRC32(part.crc32())
                        .build())
            .toList();
    CompleteMultipartUploadRequest request =
        CompleteMultipartUploadRequest.builder()
            .bucket(object.bucket())
            .key(object.key())
            .uploadId(uploadId)
            .multipartUpload(CompletedMultipartUpload.builder().parts(completed).build())
            .build();
    call(
        "CompleteMultipartUpload",
        () -> s3.completeMultipartUpload(request),
        answer -> answer.eTag() != null);
  }

  @Override
  public void abortMultipartUpload(ObjectId object, String uploadId) {
    AbortMultipartUploadRequest request =
        AbortMultipartUploadRequest.builder()
            .bucket(object.bucket())
            .key(object.key())
            .uploadId(uploadId)
            .build();
    call("AbortMultipartUpload", () -> s3.abortMultipartUpload(request));
  }

  private static @Nullable String encoding(ObjectHeaders headers) {
    return headers.contentEncoding().isEmpty() ? null : headers.contentEncoding();
  }

  /** The bytes, without a copy of them. */
  private static RequestBody body(String contentType, byte[] bytes, int length) {
    return RequestBody.fromContentProvider(
        () -> new ByteArrayInputStream(bytes, 0, length), length, contentType);
  }

  @SuppressWarnings("CanIgnoreReturnValueSuggester")
  private static <T> T call(String operation, Supplier<T> request) {
    return call(operation, request, answer -> true);
  }

  /**
   * Sends a request.
   *
   * @param isWhole whether an answer has what S3 always sends: the SDK takes an empty body for an
   *     answer without any fields
   */
  @SuppressWarnings("CanIgnoreReturnValueSuggester")
  private static <T> T call(String operation, Supplier<T> request, Predicate<T> isWhole) {
    for (int attempt = 1; ; attempt++) {
      try {
        T answer = request.get();
        if (isWhole.test(answer)) {
          return answer;
        }
        if (attempt == ATTEMPTS) {
          throw new ObjectStorageException(
              operation, "the answer to " + operation + " is cut off", null);
        }
      } catch (SdkException e) {
        if (attempt == ATTEMPTS || !isCutOff(e)) {
          throw failed(operation, e);
        }
      } catch (UncheckedIOException e) {
        // The SDK's parser lets it pass where the connection breaks before the body's first byte.
        if (attempt == ATTEMPTS) {
          throw new ObjectStorageException(
              operation, "the answer to " + operation + " is cut off: " + e.getMessage(), e);
        }
      }
    }
  }

  /**
   * Whether the connection has broken within an answer: the SDK tries again after most failures of
   * a connection, but not when it has begun to parse.
   */
  private static boolean isCutOff(SdkException e) {
    if (e instanceof S3Exception s3) {
      return s3.awsErrorDetails() == null || s3.awsErrorDetails().errorCode() == null;
    }
    return e.getCause() instanceof XMLStreamException;
  }

  private static ObjectStorageException failed(String operation, SdkException e) {
    if (!(e instanceof S3Exception s3)) {
      return new ObjectStorageException(operation, String.valueOf(e.getMessage()), e);
    }
    AwsErrorDetails details = s3.awsErrorDetails();
    return new ObjectStorageException(
        operation,
        s3.statusCode(),
        details == null ? "" : Objects.toString(details.errorCode(), ""),
        Objects.toString(s3.requestId(), ""),
        details == null ? "" : Objects.toString(details.errorMessage(), ""),
        e);
  }

  private static final class Body extends FilterInputStream {
    private final ResponseInputStream<?> response;
    private boolean atEnd;

    Body(ResponseInputStream<?> response) {
      super(response);
      this.response = response;
    }

    @Override
    public int read() throws IOException {
      try {
        int read = super.read();
        atEnd = read < 0;
        return read;
      } catch (SdkException e) {
        throw failed("GetObject", e);
      }
    }

    @Override
    public int read(byte[] buffer, int offset, int count) throws IOException {
      try {
        int read = super.read(buffer, offset, count);
        atEnd = read < 0;
        return read;
      } catch (SdkException e) {
        throw failed("GetObject", e);
      }
    }

    @Override
    public void close() throws IOException {
      // At its end the connection is kept for the next request; before, what is left would have to
      // be read first.
      if (atEnd) {
        super.close();
      } else {
        response.abort();
      }
    }
  }
}
