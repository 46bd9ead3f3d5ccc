package dev.stageloom.processor;

import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.DiagnosticListener;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/**
 * Compiles source files of a folder into an output folder, by the compiler that runs the tests
 * unless another one is given.
 */
final class FolderCompile {

  private final Path folder;
  private final List<String> classPath = new ArrayList<>(ProcessorPath.classPath().toList());
  private final List<String> options = new ArrayList<>();
  private List<String> processors = List.of(ProcessorPath.STAGELOOM, ProcessorPath.JSON);
  private JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();

  FolderCompile(Path folder) {
    this.folder = folder;
  }

  /** Puts an earlier compile's output in front of the class path. */
  FolderCompile after(Path output) {
    classPath.add(0, output.toString());
    return this;
  }

  FolderCompile withoutProcessor() {
    processors = List.of();
    return option("-proc:none");
  }

  /** Runs these processors, in this order, and no others. */
  FolderCompile withProcessors(String... names) {
    processors = List.of(names);
    return this;
  }

  /** Leaves only the entries of the class path that contain a text. */
  FolderCompile withOnly(String entry) {
    classPath.removeIf(candidate -> !candidate.contains(entry));
    return this;
  }

  /** Removes the entries of the class path that contain a text. */
  FolderCompile withoutEntry(String entry) {
    classPath.removeIf(candidate -> candidate.contains(entry));
    return this;
  }

  FolderCompile by(JavaCompiler other) {
    compiler = other;
    return this;
  }

  FolderCompile option(String... more) {
    options.addAll(Arrays.asList(more));
    return this;
  }

  Path write(String name, String source) throws IOException {
    return Files.writeString(folder.resolve(name + ".java"), source);
  }

  /** Compiles and returns what the compiler printed beside notes; nothing when all is well. */
  String into(Path output, Path... sources) throws IOException {
    return into(output, List.of(sources));
  }

  /** Compiles and returns what the compiler printed; nothing when all is well. */
  String into(Path output, List<Path> sources) throws IOException {
    StringWriter messages = new StringWriter();
    run(output, sources, messages, null);
    return messages
        .toString()
        .lines()
        .filter(line -> !line.contains("Note: "))
        .collect(Collectors.joining("\n"));
  }

  /** Compiles and returns what the compiler found, one by one. */
  List<Diagnostic<? extends JavaFileObject>> diagnose(Path output, List<Path> sources)
      throws IOException {
    DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
    run(output, sources, Writer.nullWriter(), diagnostics);
    return diagnostics.getDiagnostics().stream()
        .<Diagnostic<? extends JavaFileObject>>map(diagnostic -> diagnostic)
        .filter(diagnostic -> diagnostic.getKind() != Diagnostic.Kind.NOTE)
        .toList();
  }

  /** Compiles and returns the errors, each as file, line and message. */
  List<String> errors(Path output, List<Path> sources) throws IOException {
    return diagnose(output, sources).stream()
        .filter(diagnostic -> diagnostic.getKind() == Diagnostic.Kind.ERROR)
        .map(FolderCompile::describe)
        .toList();
  }

  /** A diagnostic's file, line and message. */
  static String describe(Diagnostic<? extends JavaFileObject> diagnostic) {
    JavaFileObject source = diagnostic.getSource();
    return "%s:%s %s"
        .formatted(
            source == null ? "" : Path.of(source.getName()).getFileName(),
            diagnostic.getLineNumber(),
            diagnostic.getMessage(null));
  }

  private void run(
      Path output,
      List<Path> sources,
      Writer messages,
      @Nullable DiagnosticListener<JavaFileObject> listener)
      throws IOException {
    Files.createDirectories(output);
    List<String> all = new ArrayList<>(List.of("-d", output.toString(), "-s", output.toString()));
    all.addAll(List.of("-cp", String.join(File.pathSeparator, classPath)));
    all.addAll(options);
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null);
        ProcessorPath path = new ProcessorPath()) {
      JavaCompiler.CompilationTask task =
          compiler.getTask(
              messages, files, listener, all, null, files.getJavaFileObjectsFromPaths(sources));
      task.setProcessors(path.load(processors));
      task.call();
    }
  }

  /** The Java sources under a folder, sorted. */
  static List<Path> sourcesUnder(Path root) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      return files.filter(file -> file.toString().endsWith(".java")).sorted().toList();
    }
  }
}
