package dev.stageloom.local;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;

/**
 * Files that the end of the summary points at.
 *
 * @param label what they are
 * @param pattern a file, a folder, or a glob such as <code>target/cdk.out/*.template.json</code>,
 *     relative to the working folder
 */
record ShownPaths(String label, String pattern) {

  /** More files than this are counted. */
  private static final int LISTED = 5;

  /**
   * Reads {@code label=pattern}.
   *
   * @throws LocalRunException if it has another form
   */
  static ShownPaths parse(String text) {
    int equals = text.indexOf('=');
    if (equals < 1 || equals == text.length() - 1) {
      throw new LocalRunException(
          "--show \"" + text + "\" is not of the form <label>=<path or glob>");
    }
    return new ShownPaths(text.substring(0, equals).strip(), text.substring(equals + 1).strip());
  }

  /** The lines to print: paths, relative to the working folder, or how many there are. */
  List<String> lines() {
    try {
      if (!isGlob()) {
        return List.of(describe(Path.of(pattern)));
      }
      List<Path> found = find();
      if (found.isEmpty()) {
        return List.of(pattern + " (none)");
      }
      if (found.size() > LISTED) {
        return List.of(pattern + " (" + found.size() + " files)");
      }
      return found.stream().map(Format::path).toList();
    } catch (IOException | InvalidPathException | PatternSyntaxException e) {
      return List.of(pattern + " (cannot be read)");
    }
  }

  private boolean isGlob() {
    return pattern.chars().anyMatch(c -> "*?[{".indexOf(c) >= 0);
  }

  private static String describe(Path path) throws IOException {
    if (!Files.isDirectory(path)) {
      return Format.path(path) + (Files.exists(path) ? "" : " (none)");
    }
    try (Stream<Path> tree = Files.walk(path)) {
      long files = tree.filter(Files::isRegularFile).count();
      return Format.path(path) + " (" + files + (files == 1 ? " file)" : " files)");
    }
  }

  /** Walks from the last folder before the glob. */
  private List<Path> find() throws IOException {
    int slash = pattern.substring(0, firstWildcard()).lastIndexOf('/');
    Path root = Path.of(slash < 0 ? "" : pattern.substring(0, slash + 1));
    PathMatcher matcher =
        FileSystems.getDefault().getPathMatcher("glob:" + pattern.substring(slash + 1));
    if (!Files.isDirectory(root)) {
      return List.of();
    }
    List<Path> found = new ArrayList<>();
    try (Stream<Path> tree = Files.walk(root, depth(pattern.substring(slash + 1)))) {
      tree.filter(Files::isRegularFile)
          .filter(file -> matcher.matches(root.relativize(file)))
          .sorted()
          .forEach(found::add);
    }
    return found;
  }

  private static int depth(String glob) {
    if (glob.contains("**")) {
      return Integer.MAX_VALUE;
    }
    return 1 + (int) glob.chars().filter(c -> c == '/').count();
  }

  private int firstWildcard() {
    for (int i = 0; i < pattern.length(); i++) {
      if ("*?[{".indexOf(pattern.charAt(i)) >= 0) {
        return i;
      }
    }
    return pattern.length();
  }
}
