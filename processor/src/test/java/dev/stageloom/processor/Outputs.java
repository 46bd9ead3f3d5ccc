package dev.stageloom.processor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What our processor wrote into a compiler's output folder. */
final class Outputs {

  private static final Pattern OURS =
      Pattern.compile("(.*/)?(META-INF/stageloom/.*|\\w+_(Handler|GlueJob|Stack)\\.java)");

  private Outputs() {}

  /** Each file's path and text. */
  static Map<String, String> of(Path output) throws IOException {
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(output)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        String path = output.relativize(file).toString().replace('\\', '/');
        if (isOurs(path)) {
          files.put(path, Files.readString(file));
        }
      }
    }
    return files;
  }

  /** Whether a path is one of a file that our processor writes. */
  static boolean isOurs(String path) {
    return OURS.matcher(path).matches();
  }
}
