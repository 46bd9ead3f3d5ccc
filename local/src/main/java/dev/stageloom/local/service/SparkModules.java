package dev.stageloom.local.service;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.launcher.JavaModuleOptions;

/** What Spark needs of the JVM on JDK 17 and later. */
public final class SparkModules {

  private SparkModules() {}

  /**
   * Whether this JVM was started with what Spark needs.
   *
   * @return false if Spark would fail here
   */
  public static boolean areOpen() {
    return Object.class.getModule().isExported("sun.nio.ch", SparkModules.class.getModule());
  }

  /**
   * The options that a JVM for Spark is started with.
   *
   * @return the options, such as {@code --add-opens=java.base/sun.nio.ch=ALL-UNNAMED}
   */
  public static List<String> options() {
    List<String> options =
        new ArrayList<>(List.of(JavaModuleOptions.defaultModuleOptions().strip().split("\\s+")));
    options.removeIf(SparkModules::opensMissingPackage);
    if (Runtime.version().feature() >= 24) {
      // What Hadoop and Netty do there prints warnings otherwise.
      options.add("--enable-native-access=ALL-UNNAMED");
      options.add("--sun-misc-unsafe-memory-access=allow");
    }
    return List.copyOf(options);
  }

  /** Whether an option opens a package that newer JDKs no longer have: the JVM would warn. */
  private static boolean opensMissingPackage(String option) {
    String prefix = "--add-opens=java.base/";
    return option.startsWith(prefix)
        && !Object.class
            .getModule()
            .getPackages()
            .contains(option.substring(prefix.length(), option.indexOf('=', prefix.length())));
  }

  /**
   * Checks that this JVM was started with what Spark needs. Without it Spark fails with an error
   * that does not say so.
   *
   * @throws ServiceException if it was not, with the options
   */
  static void check() {
    if (!areOpen()) {
      throw new ServiceException(
          "Spark cannot start in this JVM: start java with these options (in Maven's tests, with"
              + " <argLine> of the Surefire plugin): "
              + String.join(" ", options()),
          null);
    }
  }
}
