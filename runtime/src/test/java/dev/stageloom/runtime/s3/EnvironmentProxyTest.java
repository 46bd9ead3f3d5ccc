package dev.stageloom.runtime.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.InetSocketAddress;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EnvironmentProxyTest {

  private static final String S3 = "bucket.s3.eu-west-1.amazonaws.com";

  @ParameterizedTest
  @CsvSource({
    "https_proxy, http://proxy:3128, proxy, 3128",
    "HTTPS_PROXY, http://proxy, proxy, 80",
    "HTTPS_PROXY, proxy:8080, proxy, 8080"
  })
  void findsTheProxyOfTheScheme(String variable, String url, String host, int port) {
    assertThat(EnvironmentProxy.find("https", S3, Map.of(variable, url)).address())
        .isEqualTo(new InetSocketAddress(host, port));
    assertThat(EnvironmentProxy.find("http", S3, Map.of(variable, url))).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"*", ".amazonaws.com", "amazonaws.com", "localhost, *.amazonaws.com", "x|" + S3})
  void leavesOutWhatNeedsNoProxy(String noProxy) {
    Map<String, String> environment = Map.of("HTTPS_PROXY", "http://proxy:1", "NO_PROXY", noProxy);

    assertThat(EnvironmentProxy.find("https", S3, environment)).isNull();
    assertThat(EnvironmentProxy.find("https", "10.0.0.1", environment) == null)
        .isEqualTo(noProxy.equals("*"));
  }

  @Test
  void refusesWhatItCannotFollow() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> EnvironmentProxy.find("https", S3, Map.of("HTTPS_PROXY", "http://u:p@proxy:1")))
        .withMessageContaining("STAGELOOM_S3_CLIENT=sdk")
        .withMessageNotContaining("u:p");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> EnvironmentProxy.find("https", S3, Map.of("HTTPS_PROXY", "http:///")))
        .withMessageContaining("not a URL");
  }
}
