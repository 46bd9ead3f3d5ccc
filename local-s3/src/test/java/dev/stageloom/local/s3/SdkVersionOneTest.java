package dev.stageloom.local.s3;

import static dev.stageloom.local.s3.LocalS3Extension.BUCKET;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.amazonaws.auth.AWSStaticCredentialsProvider;
import com.amazonaws.auth.BasicAWSCredentials;
import com.amazonaws.client.builder.AwsClientBuilder.EndpointConfiguration;
import com.amazonaws.services.s3.AmazonS3;
import com.amazonaws.services.s3.AmazonS3ClientBuilder;
import com.amazonaws.services.s3.model.AmazonS3Exception;
import com.amazonaws.services.s3.model.CompleteMultipartUploadRequest;
import com.amazonaws.services.s3.model.DeleteObjectsRequest;
import com.amazonaws.services.s3.model.GetObjectRequest;
import com.amazonaws.services.s3.model.InitiateMultipartUploadRequest;
import com.amazonaws.services.s3.model.ObjectListing;
import com.amazonaws.services.s3.model.ObjectMetadata;
import com.amazonaws.services.s3.model.PartETag;
import com.amazonaws.services.s3.model.S3ObjectSummary;
import com.amazonaws.services.s3.model.UploadPartRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The requests of the AWS SDK for Java 1, which Hadoop's S3A connector sends. */
class SdkVersionOneTest {

  @RegisterExtension final LocalS3Extension s3 = new LocalS3Extension();

  private AmazonS3 client;

  @BeforeEach
  void createClient() {
    client =
        AmazonS3ClientBuilder.standard()
            .withEndpointConfiguration(
                new EndpointConfiguration(s3.server().endpoint().toString(), "eu-west-1"))
            .withPathStyleAccessEnabled(true)
            .withCredentials(
                new AWSStaticCredentialsProvider(new BasicAWSCredentials("test", "test")))
            .build();
  }

  @AfterEach
  void closeClient() {
    client.shutdown();
  }

  @Test
  void putsAndGets() throws IOException {
    byte[] bytes = "x".repeat(300_000).getBytes(StandardCharsets.UTF_8);
    ObjectMetadata metadata = new ObjectMetadata();
    metadata.setContentLength(bytes.length);

    client.putObject(BUCKET, "a/text", "text");
    client.putObject(BUCKET, "a/stream", new ByteArrayInputStream(bytes), metadata);
    client.putObject(BUCKET, "a/", "");

    assertThat(client.getObjectAsString(BUCKET, "a/text")).isEqualTo("text");
    assertThat(client.getObjectAsString(BUCKET, "a/stream")).hasSize(bytes.length);
    try (var part = client.getObject(new GetObjectRequest(BUCKET, "a/text").withRange(1, 2))) {
      assertThat(part.getObjectContent().readAllBytes())
          .asString(StandardCharsets.UTF_8)
          .isEqualTo("ex");
    }
    assertThat(client.getObjectMetadata(BUCKET, "a/text").getContentLength()).isEqualTo(4);
    assertThat(client.doesObjectExist(BUCKET, "nope")).isFalse();
    assertThatExceptionOfType(AmazonS3Exception.class)
        .isThrownBy(() -> client.getObject(BUCKET, "nope"))
        .satisfies(e -> assertThat(e.getErrorCode()).isEqualTo("NoSuchKey"));
  }

  @Test
  void listsCopiesAndDeletes() {
    for (String key : List.of("a/1 +ä", "a/2", "b")) {
      client.putObject(BUCKET, key, key);
    }

    ObjectListing listing = client.listObjects(BUCKET, "a/");
    assertThat(listing.getObjectSummaries())
        .extracting(S3ObjectSummary::getKey)
        .containsExactly("a/1 +ä", "a/2");
    client.copyObject(BUCKET, "a/1 +ä", BUCKET, "c");
    assertThat(client.getObjectAsString(BUCKET, "c")).isEqualTo("a/1 +ä");
    client.deleteObjects(new DeleteObjectsRequest(BUCKET).withKeys("a/1 +ä", "a/2", "b"));
    assertThat(client.listObjectsV2(BUCKET).getObjectSummaries())
        .extracting(S3ObjectSummary::getKey)
        .containsExactly("c");
  }

  @Test
  void uploadsInParts() {
    String id =
        client
            .initiateMultipartUpload(new InitiateMultipartUploadRequest(BUCKET, "big"))
            .getUploadId();
    PartETag part =
        client
            .uploadPart(
                new UploadPartRequest()
                    .withBucketName(BUCKET)
                    .withKey("big")
                    .withUploadId(id)
                    .withPartNumber(1)
                    .withPartSize(4)
                    .withInputStream(
                        new ByteArrayInputStream("text".getBytes(StandardCharsets.UTF_8))))
            .getPartETag();
    client.completeMultipartUpload(
        new CompleteMultipartUploadRequest(BUCKET, "big", id, List.of(part)));

    assertThat(client.getObjectAsString(BUCKET, "big")).isEqualTo("text");
  }
}
