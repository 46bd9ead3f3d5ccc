package dev.stageloom.processor;

import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Compiles source files of a folder into an output folder, by the compiler that runs the tests. */
final class FolderCompile {

  private final Path folder;
  private final List<String> classPath = new ArrayList<>(ProcessorPath.classPath().toList());
  private boolean withProcessor = true;

  FolderCompile(Path folder) {
    this.folder = folder;
  }

  /** Puts an earlier compile's output in front of the class path. */
  FolderCompile after(Path output) {
    classPath.add(0, output.toString());
    return this;
  }

  FolderCompile withoutProcessor() {
    withProcessor = false;
    return this;
  }

  /** Leaves only the entries of the class path that contain a text. */
  FolderCompile withOnly(String entry) {
    classPath.removeIf(candidate -> !candidate.contains(entry));
    return this;
  }

  Path write(String name, String source) throws IOException {
    return Files.writeString(folder.resolve(name + ".java"), source);
  }

  /** Compiles and returns what the compiler printed beside notes; nothing when all is well. */
  String into(Path output, Path... sources) throws IOException {
    Files.createDirectories(output);
    List<String> options =
        new ArrayList<>(
            List.of("-d", output.toString(), "-cp", String.join(File.pathSeparator, classPath)));
    options.addAll(withProcessor ? ProcessorPath.options() : List.of("-proc:none"));
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter messages = new StringWriter();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      compiler
          .getTask(
              messages,
              files,
              null,
              options,
              null,
              files.getJavaFileObjectsFromPaths(Stream.of(sources).toList()))
          .call();
    }
    return messages
        .toString()
        .lines()
        .filter(line -> !line.contains("Note: "))
        .collect(Collectors.joining("\n"));
  }
}
