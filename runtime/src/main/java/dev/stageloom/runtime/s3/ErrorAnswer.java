package dev.stageloom.runtime.s3;

import java.io.IOException;
import java.util.Objects;
import javax.xml.stream.XMLStreamException;

/** Reads S3's errors. */
final class ErrorAnswer {

  private ErrorAnswer() {}

  /**
   * The error of an answer whose status is one.
   *
   * @throws IOException if the answer breaks off: the status alone does not tell a missing object
   *     from a missing bucket
   */
  static ObjectStorageException read(S3Request request, S3Response response, String region)
      throws IOException {
    byte[] body = response.readAll();
    return read(request, response, body, region);
  }

  /** The error of an answer whose body is one. */
  static ObjectStorageException read(
      S3Request request, S3Response response, byte[] body, String region) {
    String code = "";
    String message = "";
    if (body.length > 0) {
      try {
        XmlAnswer error = XmlAnswer.parse(body);
        code = error.text("Code");
        message = error.text("Message");
      } catch (XMLStreamException e) {
        message = "the answer is not XML: is this endpoint S3?";
      }
    }
    String bucketRegion = response.header("x-amz-bucket-region");
    if (bucketRegion != null && !bucketRegion.equals(region)) {
      message = wrongRegion(request, region, bucketRegion);
    }
    return new ObjectStorageException(
        request.operation(),
        response.status(),
        code,
        Objects.toString(response.header("x-amz-request-id"), ""),
        message,
        null);
  }

  private static String wrongRegion(S3Request request, String region, String bucketRegion) {
    return "the bucket "
        + request.target().bucket()
        + " is in the region "
        + bucketRegion
        + ", and S3 was asked in "
        + region
        + ": deploy the workflow in the bucket's region";
  }
}
