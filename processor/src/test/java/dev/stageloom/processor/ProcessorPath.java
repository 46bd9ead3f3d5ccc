package dev.stageloom.processor;

import java.io.File;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.annotation.processing.Processor;

/**
 * The processors as a build has them: on a path of their own, loaded anew for each compile, and out
 * of sight of what the tests have on their class path.
 */
final class ProcessorPath implements AutoCloseable {

  static final String STAGELOOM = "dev.stageloom.processor.StageloomProcessor";
  static final String JSON = "io.avaje.jsonb.generator.JsonbProcessor";

  private static final List<String> NEEDED =
      List.of(
          "/processor/target/classes",
          "/processor/target/test-classes",
          "annotations",
          "asl",
          "avaje",
          "auto-value",
          "immutables",
          "lombok",
          "mapstruct");

  private final URLClassLoader loader;

  ProcessorPath() {
    loader = new URLClassLoader(entries().map(ProcessorPath::url).toArray(URL[]::new), new Jdk());
  }

  /** New instances of the processors, in this order. */
  List<Processor> load(List<String> names) {
    List<Processor> processors = new ArrayList<>();
    for (String name : names) {
      try {
        processors.add((Processor) loader.loadClass(name).getConstructor().newInstance());
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException(e);
      }
    }
    return processors;
  }

  @Override
  public void close() throws IOException {
    loader.close();
  }

  /** The path's folders and jars. */
  static Stream<String> entries() {
    return classPath().filter(entry -> NEEDED.stream().anyMatch(entry::contains));
  }

  static Stream<String> classPath() {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator));
  }

  private static URL url(String entry) {
    try {
      return Path.of(entry).toUri().toURL();
    } catch (MalformedURLException e) {
      throw new IllegalArgumentException(entry, e);
    }
  }

  /** Finds the JDK's own classes only. */
  private static final class Jdk extends ClassLoader {
    Jdk() {
      super(ClassLoader.getPlatformClassLoader());
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
      Class<?> found = ClassLoader.getSystemClassLoader().loadClass(name);
      if (found.getModule().isNamed()) {
        return found;
      }
      throw new ClassNotFoundException(name);
    }
  }
}
