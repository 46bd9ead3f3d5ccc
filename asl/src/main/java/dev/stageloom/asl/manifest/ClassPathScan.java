package dev.stageloom.asl.manifest;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Lists files of {@link WorkflowManifest#DIRECTORY} in all the directories and jars of a class
 * loader.
 *
 * <p>A class loader lists what a directory holds only for jars that have an entry for the directory
 * itself, and not all have. So this also opens the jars of {@code java.class.path}, those of {@link
 * URLClassLoader}s, and those that a jar's {@code Class-Path} names.
 */
final class ClassPathScan {

  private final Set<Path> roots = new LinkedHashSet<>();

  ClassPathScan(ClassLoader loader) {
    try {
      for (URL url : Collections.list(loader.getResources(WorkflowManifest.DIRECTORY))) {
        addRootOf(url);
      }
    } catch (IOException e) {
      throw new ManifestException("the class path cannot be searched: " + e.getMessage(), e);
    }
    for (ClassLoader at = loader; at != null; at = at.getParent()) {
      if (at instanceof URLClassLoader urls) {
        Arrays.stream(urls.getURLs()).forEach(this::addUrl);
      }
      if (at == ClassLoader.getSystemClassLoader()) {
        addClassPath();
      }
    }
  }

  /** The files whose paths are wanted, each once. */
  List<URL> resources(Predicate<String> wanted) {
    Map<String, URL> found = new LinkedHashMap<>();
    Set<Path> visited = new LinkedHashSet<>();
    List<Path> open = new ArrayList<>(roots);
    for (int i = 0; i < open.size(); i++) {
      Path root = open.get(i);
      if (visited.add(root)) {
        try {
          if (Files.isDirectory(root)) {
            listDirectory(root, wanted, found);
          } else if (Files.isRegularFile(root) && isJar(root)) {
            open.addAll(listJar(root, wanted, found));
          }
        } catch (IOException e) {
          throw new ManifestException(root + " cannot be read: " + e.getMessage(), e);
        }
      }
    }
    return List.copyOf(found.values());
  }

  private void addRootOf(URL directory) {
    String text = directory.toString();
    int end = text.indexOf("!/" + WorkflowManifest.DIRECTORY);
    if (text.startsWith("jar:file:") && end > 0) {
      addUri(text.substring("jar:".length(), end));
    } else if (text.startsWith("file:") && text.endsWith(WorkflowManifest.DIRECTORY)) {
      addUri(text.substring(0, text.length() - WorkflowManifest.DIRECTORY.length()));
    }
  }

  private void addUrl(URL url) {
    if (url.getProtocol().equals("file")) {
      addUri(url.toString());
    }
  }

  private void addUri(String uri) {
    try {
      addPath(Path.of(new URI(uri)));
    } catch (URISyntaxException | IllegalArgumentException e) {
      throw new ManifestException("the class path entry " + uri + " is not a valid URL", e);
    }
  }

  private void addClassPath() {
    for (String entry : System.getProperty("java.class.path", "").split(File.pathSeparator, -1)) {
      try {
        addPath(Path.of(entry));
      } catch (InvalidPathException e) {
        // The JVM ignores such an entry, too.
      }
    }
  }

  private void addPath(Path path) {
    roots.add(path.toAbsolutePath().normalize());
  }

  private static boolean isJar(Path path) {
    return String.valueOf(path.getFileName()).endsWith(".jar");
  }

  private static void listDirectory(Path root, Predicate<String> wanted, Map<String, URL> found)
      throws IOException {
    Path directory = root.resolve(WorkflowManifest.DIRECTORY);
    if (!Files.isDirectory(directory)) {
      return;
    }
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.sorted().toList()) {
        if (wanted.test(WorkflowManifest.DIRECTORY + file.getFileName())) {
          URL url = file.toUri().toURL();
          found.putIfAbsent(url.toString(), url);
        }
      }
    }
  }

  /** Lists a jar, and returns the class path entries that it names itself. */
  private static List<Path> listJar(Path jar, Predicate<String> wanted, Map<String, URL> found)
      throws IOException {
    try (JarFile file = new JarFile(jar.toFile())) {
      // A loop and not a stream: an SDK's jar has tens of thousands of entries.
      Set<String> names = new TreeSet<>();
      for (Enumeration<JarEntry> entries = file.entries(); entries.hasMoreElements(); ) {
        String name = entries.nextElement().getName();
        if (wanted.test(name)) {
          names.add(name);
        }
      }
      for (String name : names) {
        URL url = new URL("jar:" + jar.toUri() + "!/" + name);
        found.putIfAbsent(url.toString(), url);
      }
      return classPathOf(jar, file.getManifest());
    }
  }

  private static List<Path> classPathOf(Path jar, @Nullable Manifest manifest) {
    List<Path> entries = new ArrayList<>();
    String value =
        manifest == null ? null : manifest.getMainAttributes().getValue(Attributes.Name.CLASS_PATH);
    if (value != null) {
      for (String entry : value.trim().split("\\s+", -1)) {
        try {
          URI uri = jar.toUri().resolve(entry);
          if ("file".equals(uri.getScheme())) {
            entries.add(Path.of(uri).toAbsolutePath().normalize());
          }
        } catch (IllegalArgumentException e) {
          // The JVM ignores such an entry, too.
        }
      }
    }
    return entries;
  }
}
