package dev.stageloom.local.s3;

import static dev.stageloom.local.s3.LocalS3Extension.BUCKET;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What no SDK sends on purpose. */
class WireTest {

  @RegisterExtension final LocalS3Extension s3 = new LocalS3Extension();

  @Test
  void errorIsXmlWithCodeAndResource() throws Exception {
    HttpResponse<String> response = send("GET", "/" + BUCKET + "/no%20key", "");

    assertThat(response.statusCode()).isEqualTo(404);
    assertThat(response.headers().firstValue("Content-Type")).hasValue("application/xml");
    assertThat(response.body())
        .contains("<Code>NoSuchKey</Code>", "<Resource>/" + BUCKET + "/no key</Resource>");
  }

  @Test
  void refusesUnknownOperationsAndMethods() throws Exception {
    assertThat(send("PUT", "/" + BUCKET + "/k?acl", "").statusCode()).isEqualTo(501);
    assertThat(send("PATCH", "/" + BUCKET + "/k", "").statusCode()).isEqualTo(405);
    assertThat(send("POST", "/" + BUCKET, "").statusCode()).isEqualTo(405);
    assertThat(send("PUT", "/", "").statusCode()).isEqualTo(405);
    assertThat(send("GET", "/" + BUCKET + "?max-keys=x", "").statusCode()).isEqualTo(400);
    assertThat(s3.keys()).isEmpty();
  }

  @Test
  void refusesXmlWithDocumentType() throws Exception {
    s3.put("k", "text");

    HttpResponse<String> response =
        send(
            "POST",
            "/" + BUCKET + "?delete",
            "<!DOCTYPE d [<!ENTITY k \"k\">]><Delete><Object><Key>&k;</Key></Object></Delete>");

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.body()).contains("MalformedXML");
    assertThat(s3.keys()).containsExactly("k");
  }

  @Test
  void clientThatGoesAwayLeavesNothing() throws IOException {
    try (Socket socket = new Socket("127.0.0.1", s3.server().endpoint().getPort())) {
      OutputStream out = socket.getOutputStream();
      String request =
          "PUT /" + BUCKET + "/k HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nhalf";
      out.write(request.getBytes(StandardCharsets.US_ASCII));
      out.flush();
      socket.shutdownOutput();
      assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
          .doesNotStartWith("HTTP/1.1 200");
    }

    assertThat(s3.keys()).isEmpty();
  }

  @Test
  void decodesSignedChunksAndTrailers() throws IOException {
    String body =
        "4;chunk-signature=aa\r\nWiki\r\n5;chunk-signature=bb\r\npedia\r\n0;chunk-signature=cc\r\n"
            + "x-amz-checksum-crc32:AAAA\r\nX-Amz-Trailer-Signature: dd\r\n\r\n";
    AwsChunkedInputStream decoder =
        new AwsChunkedInputStream(
            new ByteArrayInputStream(body.getBytes(StandardCharsets.US_ASCII)));

    assertThat(decoder.readAllBytes()).asString(StandardCharsets.UTF_8).isEqualTo("Wikipedia");
    assertThat(decoder.trailers())
        .containsEntry("x-amz-checksum-crc32", "AAAA")
        .containsEntry("x-amz-trailer-signature", "dd");
  }

  @Test
  void refusesBrokenChunks() {
    for (String body :
        new String[] {"zz\r\n", "4\r\nWi", "2\r\nWiki\r\n0\r\n\r\n", "x".repeat(9000)}) {
      AwsChunkedInputStream decoder =
          new AwsChunkedInputStream(
              new ByteArrayInputStream(body.getBytes(StandardCharsets.US_ASCII)));
      Assertions.assertThatIOException().isThrownBy(decoder::readAllBytes);
    }
  }

  private HttpResponse<String> send(String method, String path, String body) throws Exception {
    URI uri = URI.create(s3.server().endpoint() + path);
    HttpRequest request =
        HttpRequest.newBuilder(uri).method(method, BodyPublishers.ofString(body)).build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
  }
}
