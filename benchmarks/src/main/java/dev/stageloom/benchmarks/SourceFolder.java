package dev.stageloom.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A folder that takes source files and remembers them in order. */
final class SourceFolder {

  private final Path folder;
  private final List<String> files = new ArrayList<>();

  SourceFolder(Path folder) {
    this.folder = folder;
  }

  /** Adds a class: its package, its simple name, and what follows the package line. */
  void add(String packageName, String name, String text) throws IOException {
    Path file = folder.resolve(packageName.replace('.', '/')).resolve(name + ".java");
    Files.createDirectories(file.getParent());
    Files.writeString(file, "package " + packageName + ";\n\n" + text);
    files.add(file.toString());
  }

  List<String> files() {
    return List.copyOf(files);
  }
}
