package dev.stageloom.benchmarks;

import java.util.List;
import java.util.stream.Stream;

/**
 * What the command line asks for.
 *
 * @param sizes the numbers of classes
 * @param runs how often each arm is run at each size
 * @param subjects the processors
 */
record Options(List<Integer> sizes, int runs, List<Subject> subjects) {

  private static final String USAGE =
      "Usage: [--n 10,100,1000,10000] [--runs 9] [--peers all|none|auto-value,dagger,...]";

  static Options parse(String... arguments) {
    List<Integer> sizes = List.of(10, 100, 1_000, 10_000);
    int runs = 9;
    String peers = "all";
    for (int i = 0; i < arguments.length; i += 2) {
      String value = i + 1 < arguments.length ? arguments[i + 1] : "";
      switch (arguments[i]) {
        case "--n" -> sizes = Stream.of(value.split(",", -1)).map(Integer::valueOf).toList();
        case "--runs" -> runs = Integer.parseInt(value);
        case "--peers" -> peers = value;
        default -> throw new BenchmarkException(USAGE);
      }
    }
    return new Options(sizes, runs, subjects(peers));
  }

  /** Our processor, and the others that were asked for. */
  private static List<Subject> subjects(String peers) {
    List<String> names = List.of(peers.split(",", -1));
    List<Subject> chosen =
        Subject.ALL.stream()
            .filter(
                subject ->
                    subject.name().equals("stageloom")
                        || peers.equals("all")
                        || names.contains(subject.name()))
            .toList();
    if (!peers.equals("all") && !peers.equals("none") && chosen.size() <= names.size()) {
      throw new BenchmarkException("Unknown processor in " + peers + "\n" + USAGE);
    }
    return chosen;
  }
}
