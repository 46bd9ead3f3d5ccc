package dev.stageloom.processor;

import static com.google.testing.compile.CompilationSubject.assertThat;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.Compiler;
import com.google.testing.compile.JavaFileObjects;
import dev.stageloom.processor.diagnostic.Diagnostic;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import javax.annotation.processing.Processor;
import javax.tools.JavaFileObject;

/**
 * Compiles sources in memory with our processor. The JSON library's processor is left out: it asks
 * for files on disk. {@link FolderCompile} has both.
 */
final class Compile {

  private static final String IMPORTS =
      """
      package p;
      import com.amazonaws.services.lambda.runtime.Context;
      import dev.stageloom.annotations.*;
      import java.math.*;
      import java.time.*;
      import java.util.*;
      import java.util.stream.*;
      import org.apache.spark.sql.*;
      """;

  private final List<JavaFileObject> sources = new ArrayList<>();
  private Supplier<Processor> processor = StageloomProcessor::new;
  private final List<String> options = new ArrayList<>(List.of("-Xlint:all,-processing"));

  private Compile() {}

  /** Starts with a source of package {@code p} that has all the imports a stage may want. */
  static Compile source(String name, String body) {
    return new Compile().and(name, body);
  }

  Compile and(String name, String body) {
    sources.add(JavaFileObjects.forSourceString("p." + name, IMPORTS + body));
    return this;
  }

  Compile option(String option) {
    options.add(option);
    return this;
  }

  /** Runs a processor in place of ours. */
  Compile with(Supplier<Processor> other) {
    processor = other;
    return this;
  }

  Compilation run() {
    return Compiler.javac().withProcessors(processor.get()).withOptions(options).compile(sources);
  }

  /** Expects that one error and no other, on the line that contains a text. */
  void fails(Diagnostic diagnostic, String file, String line, String message) {
    Compilation compilation = run();
    assertThat(compilation).hadErrorCount(1);
    assertThat(compilation)
        .hadErrorContaining(diagnostic.id() + ": " + message)
        .inFile(sourceOf(file))
        .onLineContaining(line);
  }

  /** Expects that one warning on the line that contains a text, and success. */
  void warns(Diagnostic diagnostic, String file, String line, String message) {
    Compilation compilation = run();
    assertThat(compilation).succeeded();
    assertThat(compilation)
        .hadWarningContaining(diagnostic.id() + ": " + message)
        .inFile(sourceOf(file))
        .onLineContaining(line);
  }

  private JavaFileObject sourceOf(String name) {
    return sources.stream()
        .filter(source -> source.getName().endsWith("/" + name + ".java"))
        .findFirst()
        .orElseThrow();
  }
}
