package dev.stageloom.benchmarks;

import dev.stageloom.benchmarks.common.Folders;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** One processor at one size: its sources, what it writes for them, and the arms to run. */
final class Experiment {

  private final Subject subject;
  private final Path folder;
  private final Map<Arm, List<String>> arguments = new EnumMap<>(Arm.class);
  private final Measurements measurements = new Measurements();

  /** How many class files and resources a compile leaves; 0 before the first. */
  private int files;

  private Experiment(Subject subject, Path folder) {
    this.subject = subject;
    this.folder = folder;
  }

  /**
   * Writes the sources and lets the processor run once, to record what it writes.
   *
   * @param subject the processor
   * @param count how many classes
   * @param subjects the folder of the class paths
   * @param replayJar the jar with {@link ReplayProcessor}
   * @param folder where to work
   */
  static Experiment prepare(Subject subject, int count, Path subjects, Path replayJar, Path folder)
      throws IOException, InterruptedException {
    Folders.empty(folder);
    SourceFolder sources = new SourceFolder(folder.resolve("input"));
    subject.sources().write(sources, count);

    String api = subject.apiClassPath(subjects);
    List<String> processor =
        arguments(api, sources.files(), "-processorpath", subject.processorPath(subjects));
    Path recorded = folder.resolve("recorded");
    List<String> record = new ArrayList<>(processor);
    record.add("-proc:only");
    System.err.println(folder.getFileName() + " recording what the processor writes");
    Javac.run(record, recorded);

    Path classes = recorded.resolve("classes");
    Path generated = recorded.resolve("sources");
    List<RecordedFile> files = new ArrayList<>();
    List<String> all = new ArrayList<>(sources.files());
    for (Path file : Folders.files(generated)) {
      String name = className(generated, file);
      files.add(new RecordedFile(RecordedFile.Kind.SOURCE, name, Files.readAllBytes(file)));
      all.add(file.toString());
    }
    for (Path file : Folders.files(classes)) {
      boolean isClass = file.toString().endsWith(".class");
      files.add(
          new RecordedFile(
              isClass ? RecordedFile.Kind.CLASS : RecordedFile.Kind.RESOURCE,
              isClass ? className(classes, file) : slashed(classes, file),
              Files.readAllBytes(file)));
    }
    if (files.isEmpty()) {
      throw new BenchmarkException(folder.getFileName() + ": the processor wrote nothing");
    }
    Path recording = folder.resolve("recording");
    RecordedFile.writeAll(files, recording);

    Experiment experiment = new Experiment(subject, folder);
    experiment.arguments.put(Arm.PROCESSOR, processor);
    experiment.arguments.put(
        Arm.REPLAY,
        arguments(
            api,
            sources.files(),
            "-processorpath",
            replayJar.toString(),
            "-A" + ReplayProcessor.RECORDING + "=" + recording,
            "-A" + ReplayProcessor.ANNOTATIONS + "=" + subject.annotations()));
    // Class files that the processor wrote itself are there already, in this arm.
    experiment.arguments.put(
        Arm.NONE, arguments(api + File.pathSeparator + classes, all, "-proc:none"));
    return experiment;
  }

  /** Compiles once with each arm, beginning with another one in every run; says what each took. */
  void run(int number) throws IOException, InterruptedException {
    Arm[] arms = Arm.values();
    for (int i = 0; i < arms.length; i++) {
      Arm arm = arms[(number + i) % arms.length];
      Path output = Folders.empty(folder.resolve("output"));
      Cost cost = Javac.run(arguments.getOrDefault(arm, List.of()), output);
      checkOutput(arm, Folders.files(output.resolve("classes")).size());
      measurements.add(arm, cost);
      System.err.printf(
          Locale.ROOT,
          "%s run %d %s cpu %.2f wall %.2f%n",
          folder.getFileName(),
          number + 1,
          arm,
          cost.cpu(),
          cost.wall());
    }
  }

  /** The processor and its replay must leave the same number of files behind. */
  private void checkOutput(Arm arm, int count) {
    if (arm == Arm.NONE) {
      return;
    }
    if (files == 0) {
      files = count;
    }
    if (files != count) {
      throw new BenchmarkException(
          "%s: %s left %d files, the other arm %d"
              .formatted(folder.getFileName(), arm, count, files));
    }
  }

  Subject subject() {
    return subject;
  }

  Measurements measurements() {
    return measurements;
  }

  private static List<String> arguments(String classPath, List<String> files, String... options) {
    List<String> all = new ArrayList<>(List.of("-classpath", classPath));
    all.addAll(List.of(options));
    all.addAll(files);
    return all;
  }

  private static String slashed(Path folder, Path file) {
    return folder.relativize(file).toString().replace(File.separatorChar, '/');
  }

  private static String className(Path folder, Path file) {
    String path = slashed(folder, file);
    return path.substring(0, path.lastIndexOf('.')).replace('/', '.');
  }
}
