package dev.stageloom.asl.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManifestFinderTest {

  private static final String DIRECTORY = WorkflowManifest.DIRECTORY;

  @TempDir Path temp;

  @Test
  void findsNothingWhereNothingIs() throws IOException {
    try (URLClassLoader loader = loader(directory("empty"))) {
      assertThat(ManifestFinder.find(loader)).isEmpty();
    }
  }

  @Test
  void findsManifestsInDirectoriesAndJarsSortedByName() throws IOException {
    Path directory = directory("classes with space");
    write(directory.resolve(DIRECTORY + "m.json"), manifest("middle"));
    Path jar = jar("a.jar", "", "z.json", manifest("zulu"), "a.json", manifest("alpha"));

    try (URLClassLoader loader = loader(directory, jar)) {
      assertThat(names(loader)).containsExactly("alpha", "middle", "zulu");
    }
  }

  @Test
  void findsEachManifestOnce() throws IOException {
    Path directory = directory("classes");
    write(directory.resolve(DIRECTORY + "m.json"), manifest("one"));

    try (URLClassLoader parent = loader(directory);
        URLClassLoader loader = new URLClassLoader(urls(directory), parent)) {
      assertThat(names(loader)).containsExactly("one");
    }
  }

  @Test
  void readsNoDefinitionsScriptsAndSubdirectories() throws IOException {
    Path directory = directory("classes");
    write(directory.resolve(DIRECTORY + "w.json"), manifest("w"));
    write(directory.resolve(DIRECTORY + "w.asl.json"), "no manifest");
    write(directory.resolve(DIRECTORY + "w.mmd"), "no manifest");
    write(directory.resolve(DIRECTORY + "glue/w.json"), "no manifest");

    try (URLClassLoader loader = loader(directory)) {
      assertThat(names(loader)).containsExactly("w");
    }
  }

  @Test
  void followsTheClassPathOfJar() throws IOException {
    jar("inner.jar", "", "w.json", manifest("inner"));
    Path outer = jar("outer.jar", "inner.jar missing.jar");

    try (URLClassLoader loader = loader(outer)) {
      assertThat(names(loader)).containsExactly("inner");
    }
  }

  @Test
  void takesTheSameManifestTwiceForOne() throws IOException {
    Path directory = directory("classes");
    write(directory.resolve(DIRECTORY + "w.json"), manifest("w"));
    Path jar = jar("w.jar", "", "w.json", manifest("w"));

    try (URLClassLoader loader = loader(directory, jar)) {
      assertThat(names(loader)).containsExactly("w");
    }
  }

  @Test
  void refusesTwoWorkflowsOfOneName() throws IOException {
    Path one = jar("one.jar", "", "w.json", manifest("w"));
    Path two =
        jar("two.jar", "", "w.json", manifest("w").replace("p.CeapWorkflow\"", "q.Workflow\""));

    try (URLClassLoader loader = loader(one, two)) {
      assertThatThrownBy(() -> ManifestFinder.find(loader))
          .isInstanceOf(ManifestException.class)
          .hasMessageStartingWith("the workflow w is on the class path twice, and the two differ: ")
          .hasMessageContaining("one.jar")
          .hasMessageContaining("two.jar")
          .hasMessageEndingWith("remove one, or rename it with @Workflow(name = ...)");
    }
  }

  @Test
  void saysWhichManifestCannotBeRead() throws IOException {
    Path directory = directory("classes");
    write(directory.resolve(DIRECTORY + "w.json"), "{}");

    try (URLClassLoader loader = loader(directory)) {
      assertThatThrownBy(() -> ManifestFinder.find(loader))
          .isInstanceOf(ManifestException.class)
          .hasMessageStartingWith("file:")
          .hasMessageEndingWith(
              DIRECTORY + "w.json: the workflow manifest: manifestVersion is missing");
    }
  }

  @Test
  void readsResourcesAsUtf8() throws IOException {
    Path jar = jar("a.jar", "", "w.asl.json", "{\"é\": 1}");

    try (URLClassLoader loader = loader(jar)) {
      assertThat(ManifestFinder.resource(loader, DIRECTORY + "w.asl.json")).isEqualTo("{\"é\": 1}");
      assertThatThrownBy(() -> ManifestFinder.resource(loader, DIRECTORY + "x.asl.json"))
          .isInstanceOf(ManifestException.class)
          .hasMessage(
              "META-INF/stageloom/x.asl.json is not on the class path: compile the workflow again,"
                  + " with Stageloom's annotation processor");
    }
  }

  private static List<String> names(ClassLoader loader) {
    return ManifestFinder.find(loader).stream().map(WorkflowManifest::workflow).toList();
  }

  private static String manifest(String workflow) {
    return WorkflowManifestTest.TEXT.replace("\"ceap-candidates\"", "\"" + workflow + "\"");
  }

  private static URLClassLoader loader(Path... roots) throws IOException {
    return new URLClassLoader(urls(roots), ClassLoader.getPlatformClassLoader());
  }

  private static URL[] urls(Path... roots) throws IOException {
    URL[] urls = new URL[roots.length];
    for (int i = 0; i < roots.length; i++) {
      urls[i] = roots[i].toUri().toURL();
    }
    return urls;
  }

  private Path directory(String name) throws IOException {
    return Files.createDirectories(temp.resolve(name));
  }

  private static void write(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  /** Writes a jar without entries for its directories. */
  private Path jar(String name, String classPath, String... filesAndTexts) throws IOException {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    if (!classPath.isEmpty()) {
      manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, classPath);
    }
    Path jar = temp.resolve(name);
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream out = new JarOutputStream(file, manifest)) {
      for (int i = 0; i < filesAndTexts.length; i += 2) {
        out.putNextEntry(new ZipEntry(DIRECTORY + filesAndTexts[i]));
        out.write(filesAndTexts[i + 1].getBytes(StandardCharsets.UTF_8));
        out.closeEntry();
      }
    }
    return jar;
  }
}
