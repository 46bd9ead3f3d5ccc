package dev.stageloom.runtime.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/**
 * Whether requests, as they arrive, have the signature that AWS documents (Signature Version 4).
 * The check itself is shown to be right by the SDK's client.
 */
class SignatureTest {

  private static final Pattern AUTHORIZATION =
      Pattern.compile(
          "AWS4-HMAC-SHA256 Credential=(\\w+)/(\\d{8})/([\\w-]+)/s3/aws4_request, "
              + "SignedHeaders=([\\w;-]+), Signature=([0-9a-f]{64})");

  @RegisterExtension final ScriptedServer server = new ScriptedServer();

  @ParameterizedTest
  @EnumSource
  void requestsArriveAsTheyWereSigned(S3Access access) throws GeneralSecurityException {
    useAllOf(access.at(server.endpoint()));

    for (ScriptedServer.Request request : server.requests()) {
      verify(request, "test");
    }
  }

  @ParameterizedTest
  @EnumSource(names = "HTTP")
  void sessionTokenIsSentAndSigned(S3Access access) throws GeneralSecurityException {
    ObjectStorage storage =
        HttpObjectStorage.create(
            S3Endpoint.at(server.endpoint().toString()),
            S3Access.REGION,
            StaticCredentialsProvider.create(
                AwsSessionCredentials.create("id", "secret", "token/+=")),
            new RetryPolicy(1, 1, 1, 1),
            Clock.systemUTC());

    useAllOf(storage);

    for (ScriptedServer.Request request : server.requests()) {
      assertThat(request.headers()).containsEntry("x-amz-security-token", "token/+=");
      assertThat(verify(request, "secret")).contains("x-amz-security-token");
    }
  }

  private void useAllOf(ObjectStorage storage) {
    ObjectId object = new ObjectId("my-bucket", "executions/e 1/ä+~'()*!/@,;:$&=//output.json");
    byte[] bytes = new byte[2 << 20];
    Arrays.fill(bytes, (byte) 7);
    server
        .answer(200, "content", "ETag: \"1\"")
        .answer(206, "tent", "ETag: \"1\"", "Content-Range: bytes 3-6/7")
        .answer(200, "")
        .answer(200, "")
        .answer(200, "<ListBucketResult><Name>bucket</Name></ListBucketResult>")
        .answer(
            200,
            "<InitiateMultipartUploadResult><UploadId>a/b+c=</UploadId>"
                + "</InitiateMultipartUploadResult>")
        .answer(200, "", "ETag: \"p\"")
        .answer(
            200, "<CompleteMultipartUploadResult><ETag>e</ETag></CompleteMultipartUploadResult>")
        .answer(204, "");
    storage.get(object);
    storage.get(object, 3, "\"1\"");
    storage.put(object, new ObjectHeaders("application/x-ndjson", "gzip"), bytes, bytes.length);
    storage.put(object, new ObjectHeaders("application/json", ""), bytes, 0);
    storage.list("my-bucket", "executions/e 1/ä+~", 10, "t/+=");
    String id =
        storage.createMultipartUpload(object, new ObjectHeaders("application/json", "zstd"));
    UploadedPart part = storage.uploadPart(object, id, 1, bytes, bytes.length);
    storage.completeMultipartUpload(object, id, List.of(part));
    storage.abortMultipartUpload(object, id);
    assertThat(server.requests()).hasSize(9);
  }

  /** Checks a request's signature and returns the names of the headers that it covers. */
  private static List<String> verify(ScriptedServer.Request request, String secret)
      throws GeneralSecurityException {
    Matcher authorization = AUTHORIZATION.matcher(request.headers().get("authorization"));
    assertThat(authorization.matches()).isTrue();
    String date = authorization.group(2);
    String region = authorization.group(3);
    List<String> signed = List.of(authorization.group(4).split(";", -1));
    assertThat(signed).contains("host", "x-amz-date", "x-amz-content-sha256");
    // What S3 requires to be signed if it is there.
    assertThat(signed)
        .containsAll(
            request.headers().keySet().stream().filter(name -> name.startsWith("x-amz-")).toList());

    String payload = request.headers().get("x-amz-content-sha256");
    if (payload.length() == 64) {
      assertThat(payload).isEqualTo(sha256(request.body()));
    }
    StringBuilder canonical = new StringBuilder();
    canonical.append(request.method()).append('\n');
    canonical.append(request.rawPath()).append('\n');
    canonical.append(canonicalQuery(request.rawQuery())).append('\n');
    for (String name : signed) {
      String value = request.headers().get(name).strip().replaceAll(" +", " ");
      canonical.append(name.toLowerCase(Locale.ROOT)).append(':').append(value).append('\n');
    }
    canonical.append('\n').append(authorization.group(4)).append('\n').append(payload);
    String toSign =
        "AWS4-HMAC-SHA256\n"
            + request.headers().get("x-amz-date")
            + "\n"
            + String.join("/", date, region, "s3", "aws4_request")
            + "\n"
            + sha256(canonical.toString().getBytes(StandardCharsets.UTF_8));
    byte[] key = ("AWS4" + secret).getBytes(StandardCharsets.UTF_8);
    for (String each : List.of(date, region, "s3", "aws4_request", toSign)) {
      key = hmac(key, each);
    }
    assertThat(HexFormat.of().formatHex(key))
        .as(canonical.toString())
        .isEqualTo(authorization.group(5));
    return signed;
  }

  private static String canonicalQuery(String rawQuery) {
    return Arrays.stream(rawQuery.split("&", -1))
        .filter(each -> !each.isEmpty())
        .map(each -> each.contains("=") ? each : each + "=")
        .sorted()
        .reduce((a, b) -> a + "&" + b)
        .orElse("");
  }

  private static String sha256(byte[] bytes) throws GeneralSecurityException {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }

  private static byte[] hmac(byte[] key, String text) throws GeneralSecurityException {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key, "HmacSHA256"));
    return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
  }
}
