package dev.stageloom.processor;

import java.io.File;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The processors as a build has them: on a path of their own, loaded anew by each compile. */
final class ProcessorPath {

  private static final List<String> NEEDED =
      List.of("/processor/target/classes", "annotations", "asl", "javapoet", "avaje");

  private static final List<String> PROCESSORS =
      List.of(
          "dev.stageloom.processor.StageloomProcessor", "io.avaje.jsonb.generator.JsonbProcessor");

  private ProcessorPath() {}

  /** What javac needs to load the processors itself. */
  static List<String> options() {
    return List.of(
        "-processorpath",
        entries().collect(Collectors.joining(File.pathSeparator)),
        "-processor",
        String.join(",", PROCESSORS));
  }

  static Stream<String> classPath() {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator));
  }

  private static Stream<String> entries() {
    return classPath().filter(entry -> NEEDED.stream().anyMatch(entry::contains));
  }
}
