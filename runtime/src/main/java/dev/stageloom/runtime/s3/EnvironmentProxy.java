package dev.stageloom.runtime.s3;

import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The HTTP proxy that environment variables name, as the AWS SDK reads them: {@code HTTPS_PROXY}
 * and {@code HTTP_PROXY} by the request's scheme, {@code NO_PROXY}, each also in lower case. The
 * JDK itself follows the system properties {@code https.proxyHost} and the like, which win.
 */
final class EnvironmentProxy {

  private EnvironmentProxy() {}

  /**
   * Finds the proxy for a host.
   *
   * @param scheme the request's scheme
   * @return null where there is none
   * @throws IllegalArgumentException if the variable has no URL, or one with a password
   */
  static @Nullable Proxy find(String scheme, String host, Map<String, String> environment) {
    String name = scheme + "_proxy";
    String url = either(environment, name);
    if (url == null || System.getProperty(scheme + ".proxyHost") != null) {
      return null;
    }
    if (isExcluded(host, either(environment, "no_proxy"))) {
      return null;
    }
    URI proxy = URI.create(url.contains("://") ? url : "http://" + url);
    if (proxy.getHost() == null) {
      throw new IllegalArgumentException(
          name + " is not a URL of the form http://host:port: \"" + url + "\"");
    }
    if (proxy.getRawUserInfo() != null) {
      throw new IllegalArgumentException(
          name + " has a user, and proxies are used without one: " + StorageChoice.USE_SDK);
    }
    int port = proxy.getPort() >= 0 ? proxy.getPort() : 80;
    return new Proxy(Proxy.Type.HTTP, new InetSocketAddress(proxy.getHost(), port));
  }

  private static @Nullable String either(Map<String, String> environment, String name) {
    String value = environment.get(name);
    if (value == null) {
      value = environment.get(name.toUpperCase(Locale.ROOT));
    }
    return value == null || value.isBlank() ? null : value.strip();
  }

  private static boolean isExcluded(String host, @Nullable String noProxy) {
    if (noProxy == null) {
      return false;
    }
    for (String each : noProxy.split("[,|]", -1)) {
      String pattern = each.strip().toLowerCase(Locale.ROOT);
      String suffix = pattern.startsWith("*") ? pattern.substring(1) : pattern;
      if (pattern.equals("*") || host.equals(pattern)) {
        return true;
      }
      if (suffix.startsWith(".")
          ? host.endsWith(suffix)
          : !suffix.isEmpty() && host.endsWith("." + suffix)) {
        return true;
      }
    }
    return false;
  }
}
