package dev.stageloom.processor;

import java.io.File;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A JDK on this machine, whose javac runs in a process of its own.
 *
 * @param home its folder
 * @param feature its version, such as 17
 */
record Jdk(Path home, int feature) {

  /** The JDK that runs the tests. */
  static Jdk running() {
    return new Jdk(Path.of(System.getProperty("java.home")), Runtime.version().feature());
  }

  /**
   * The newest JDK that is newer than the one that runs the tests: the one in the folder that the
   * system property {@code stageloom.test.jdk} names, or one installed beside the running one.
   */
  static Optional<Jdk> newer() throws IOException {
    List<Path> homes = new ArrayList<>();
    String given = System.getProperty("stageloom.test.jdk");
    if (given != null) {
      homes.add(Path.of(given));
    } else {
      try (Stream<Path> siblings = Files.list(running().home().toRealPath().getParent())) {
        siblings.forEach(homes::add);
      }
    }
    return homes.stream()
        .flatMap(home -> at(home).stream())
        .filter(jdk -> jdk.feature() > running().feature())
        .max(Comparator.comparingInt(Jdk::feature));
  }

  private static Optional<Jdk> at(Path home) {
    Properties release = new Properties();
    try (Reader reader = Files.newBufferedReader(home.resolve("release"))) {
      release.load(reader);
    } catch (IOException e) {
      return Optional.empty();
    }
    String version = release.getProperty("JAVA_VERSION", "").replace("\"", "");
    return version.isEmpty() || !Files.exists(home.resolve("lib/modules"))
        ? Optional.empty()
        : Optional.of(new Jdk(home, Runtime.Version.parse(version).feature()));
  }

  /** The options that give javac our processor and the JSON library's. */
  static List<String> processorOptions() {
    return List.of(
        "-processorpath",
        ProcessorPath.entries().collect(Collectors.joining(File.pathSeparator)),
        "-processor",
        ProcessorPath.STAGELOOM + "," + ProcessorPath.JSON);
  }

  /** Compiles with the class path of the tests and returns what javac printed. */
  String javac(Path output, List<String> options, List<Path> sources) throws IOException {
    Files.createDirectories(output);
    List<String> command = new ArrayList<>();
    command.add(home.resolve("bin/javac").toString());
    command.addAll(List.of("-encoding", "UTF-8", "--release", "17", "-d", output.toString()));
    command.addAll(List.of("-cp", Objects.requireNonNull(System.getProperty("java.class.path"))));
    command.addAll(options);
    sources.forEach(source -> command.add(source.toString()));
    Process javac = new ProcessBuilder(command).redirectErrorStream(true).start();
    return new String(javac.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
        .lines()
        .filter(line -> !line.contains("Stageloom: workflow"))
        .collect(Collectors.joining("\n"));
  }
}
