package dev.stageloom.asl.trigger;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The names of S3 buckets. Source: Amazon S3 user guide, "General purpose bucket naming rules". */
public final class BucketName {

  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");
  private static final Pattern ADDRESS = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");

  private static final List<String> PREFIXES = List.of("xn--", "sthree-", "amzn-s3-demo-");

  private static final List<String> SUFFIXES =
      List.of("-s3alias", "--ol-s3", ".mrap", "--x-s3", "--table-s3");

  private BucketName() {}

  /**
   * What is wrong with a bucket's name.
   *
   * @param name the name
   * @return what is wrong; empty if nothing is
   */
  public static Optional<String> problem(String name) {
    if (!NAME.matcher(name).matches() || name.contains("..") || ADDRESS.matcher(name).matches()) {
      return Optional.of(
          "it has 3 to 63 lower-case letters, digits, '-' and single dots, a letter or digit at"
              + " both ends, and is no IP address");
    }
    for (String prefix : PREFIXES) {
      if (name.startsWith(prefix)) {
        return Optional.of("names that begin with " + prefix + " are reserved");
      }
    }
    for (String suffix : SUFFIXES) {
      if (name.endsWith(suffix)) {
        return Optional.of("names that end with " + suffix + " are no buckets of this kind");
      }
    }
    return Optional.empty();
  }
}
