package dev.stageloom.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A processor that is measured, and the classes it is measured with.
 *
 * @param name its name in the table, and of its folder of class paths
 * @param annotations the annotations it claims, as processors declare them
 * @param sources writes classes for it
 */
record Subject(String name, String annotations, Sources sources) {

  static final List<Subject> ALL =
      List.of(
          new Subject("stageloom", "dev.stageloom.annotations.*", new StageloomSources()),
          new Subject("auto-value", "com.google.auto.value.*", new AutoValueSources()),
          new Subject("dagger", "*", new DaggerSources()),
          new Subject("mapstruct", "org.mapstruct.*", new MapStructSources()),
          new Subject("immutables", "org.immutables.value.*", new ImmutablesSources()),
          new Subject("micronaut", "*", new MicronautSources()),
          new Subject("avaje-jsonb", "io.avaje.jsonb.*", new AvajeJsonbSources()));

  /** Writes the source files of a number of classes. */
  interface Sources {

    /**
     * Writes them.
     *
     * @param folder where to
     * @param count how many stages, value classes, mappers or beans
     */
    void write(SourceFolder folder, int count) throws IOException;
  }

  /** The jars its sources are compiled against. */
  String apiClassPath(Path subjects) throws IOException {
    return classPath(subjects, "api");
  }

  /** The jars of the processor and what it needs. */
  String processorPath(Path subjects) throws IOException {
    return classPath(subjects, "processor");
  }

  private String classPath(Path subjects, String kind) throws IOException {
    Path file = subjects.resolve(name).resolve("target").resolve(kind + ".classpath");
    if (!Files.exists(file)) {
      throw new BenchmarkException(file + " is missing: build with -Pbenchmarks first");
    }
    return Files.readString(file).strip();
  }
}
