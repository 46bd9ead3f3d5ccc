package dev.stageloom.processor.fuzz;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.StringWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import javax.annotation.processing.Processor;
import javax.tools.Diagnostic;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * Compiles many small programs: sources and outputs are in memory, and what the class path holds is
 * looked up once for all of them.
 */
final class MemoryCompiler implements AutoCloseable {

  private static final List<String> OPTIONS =
      List.of(
          "-source",
          "17",
          "-target",
          "17",
          "-Xlint:all,-processing,-options",
          "-Xmaxerrs",
          "10000",
          "-Xmaxwarns",
          "10000");

  private final JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
  private final StandardJavaFileManager classPath =
      compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8);
  private final Map<Listing, List<JavaFileObject>> listings = new HashMap<>();

  /** What the compiler asks a file manager for, again and again. */
  private record Listing(
      JavaFileManager.Location location,
      String packageName,
      Set<JavaFileObject.Kind> kinds,
      boolean recurse) {}

  /**
   * What a compile gave.
   *
   * @param success what the compiler returned
   * @param diagnostics what it reported
   * @param outputs the files that were written, by their paths
   * @param printed what it printed besides
   */
  record Result(
      boolean success,
      List<Diagnostic<? extends JavaFileObject>> diagnostics,
      Map<String, byte[]> outputs,
      String printed) {

    boolean hasErrors() {
      return diagnostics.stream().anyMatch(d -> d.getKind() == Diagnostic.Kind.ERROR);
    }

    String text(String path) {
      return new String(outputs.get(path), StandardCharsets.UTF_8);
    }
  }

  /** Compiles sources by their paths. */
  Result compile(Map<String, String> sources, List<? extends Processor> processors) {
    List<Diagnostic<? extends JavaFileObject>> diagnostics = new ArrayList<>();
    List<Source> files = new ArrayList<>();
    sources.forEach((path, text) -> files.add(new Source(path, text)));
    StringWriter printed = new StringWriter();
    Files fileManager = new Files();
    JavaCompiler.CompilationTask task =
        compiler.getTask(printed, fileManager, diagnostics::add, OPTIONS, null, files);
    task.setProcessors(processors);
    boolean success = task.call();
    Map<String, byte[]> outputs = new TreeMap<>();
    fileManager.outputs.forEach((path, file) -> outputs.put(path, file.bytes.toByteArray()));
    return new Result(success, diagnostics, outputs, printed.toString());
  }

  @Override
  public void close() throws IOException {
    classPath.close();
  }

  private final class Files extends ForwardingJavaFileManager<JavaFileManager> {

    private final Map<String, Output> outputs = new TreeMap<>();

    Files() {
      super(classPath);
    }

    @Override
    public Iterable<JavaFileObject> list(
        Location location, String packageName, Set<JavaFileObject.Kind> kinds, boolean recurse)
        throws IOException {
      Listing listing = new Listing(location, packageName, kinds, recurse);
      List<JavaFileObject> found = listings.get(listing);
      if (found == null) {
        found = new ArrayList<>();
        super.list(location, packageName, kinds, recurse).forEach(found::add);
        listings.put(listing, found);
      }
      return found;
    }

    @Override
    public boolean hasLocation(Location location) {
      return !location.isOutputLocation() && super.hasLocation(location);
    }

    @Override
    public boolean isSameFile(FileObject a, FileObject b) {
      return a.toUri().equals(b.toUri());
    }

    @Override
    public boolean contains(Location location, FileObject file) throws IOException {
      return !(file instanceof SimpleJavaFileObject) && super.contains(location, file);
    }

    @Override
    public String inferBinaryName(Location location, JavaFileObject file) {
      return file instanceof SimpleJavaFileObject ? null : super.inferBinaryName(location, file);
    }

    @Override
    public JavaFileObject getJavaFileForOutput(
        Location location, String className, JavaFileObject.Kind kind, FileObject sibling) {
      return output(className.replace('.', '/') + kind.extension, kind);
    }

    @Override
    public FileObject getFileForOutput(
        Location location, String packageName, String name, FileObject sibling) {
      return output(
          packageName.isEmpty() ? name : packageName.replace('.', '/') + "/" + name,
          JavaFileObject.Kind.OTHER);
    }

    @Override
    public FileObject getFileForInput(Location location, String packageName, String name) {
      return null;
    }

    private Output output(String path, JavaFileObject.Kind kind) {
      return outputs.computeIfAbsent(path, p -> new Output(p, kind));
    }
  }

  /** A source file. */
  private static final class Source extends SimpleJavaFileObject {
    private final String text;

    Source(String path, String text) {
      super(uri("source", path), Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }

  /** A file that was written. */
  private static final class Output extends SimpleJavaFileObject {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private boolean written;

    Output(String path, Kind kind) {
      super(uri("output", path), kind);
    }

    @Override
    public OutputStream openOutputStream() {
      written = true;
      bytes.reset();
      return bytes;
    }

    @Override
    public InputStream openInputStream() throws IOException {
      return new java.io.ByteArrayInputStream(content());
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) throws IOException {
      return new String(content(), StandardCharsets.UTF_8);
    }

    private byte[] content() throws IOException {
      if (!written) {
        throw new NoSuchFileException(getName());
      }
      return bytes.toByteArray();
    }
  }

  private static URI uri(String scheme, String path) {
    try {
      return new URI(scheme, null, "/" + path, null);
    } catch (java.net.URISyntaxException e) {
      throw new IllegalArgumentException(path, e);
    }
  }

  static boolean isGenerated(JavaFileObject file) {
    return file != null && file.toUri().getScheme().equals("output");
  }
}
