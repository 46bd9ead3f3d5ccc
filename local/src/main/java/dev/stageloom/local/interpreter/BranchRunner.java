package dev.stageloom.local.interpreter;

import dev.stageloom.asl.Branch;
import dev.stageloom.asl.MapState;
import dev.stageloom.asl.Parallel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Runs the branches of Parallel states and the iterations of Map states. */
final class BranchRunner {

  /** How many iterations of a Map state Step Functions runs at once, at the most. */
  private static final int LARGEST_CONCURRENCY = 40;

  private static final long LARGEST_MAX_CONCURRENCY = 99_999_999;

  private final GraphRunner graphs;

  BranchRunner(GraphRunner graphs) {
    this.graphs = graphs;
  }

  /** Runs all branches once, and returns the state's output. */
  @Nullable Object run(StateRun run, Parallel parallel) throws StateFailure, InterruptedException {
    Object arguments =
        parallel.arguments().isPresent()
            ? run.templates().value("Arguments", parallel.arguments().get())
            : run.input();
    run.requireSize("its Arguments", arguments);
    List<Branch> branches = parallel.branches();
    List<@Nullable Object> results =
        runAll(
            run.name(),
            branches.size(),
            branches.size(),
            index -> runBranch(run, branches.get(index), arguments, run.item()));
    run.requireSize("its result", results);
    return run.finishWithResult(parallel.output(), parallel.assign(), results);
  }

  /** Runs all iterations once, and returns the state's output. */
  @Nullable Object run(StateRun run, MapState map) throws StateFailure, InterruptedException {
    Templates templates = run.templates();
    Object items =
        map.items().isPresent() ? templates.value("Items", map.items().get()) : run.input();
    if (!(items instanceof List<?> list)) {
      throw templates.wrong("Items", "an array", items);
    }
    int concurrency = LARGEST_CONCURRENCY;
    if (map.maxConcurrency().isPresent()) {
      long value =
          templates.integer(
              "MaxConcurrency", map.maxConcurrency().get(), 0, LARGEST_MAX_CONCURRENCY);
      concurrency = value == 0 ? concurrency : (int) Math.min(value, concurrency);
    }
    List<@Nullable Object> results =
        runAll(
            run.name(),
            list.size(),
            concurrency,
            index -> iteration(run, map, index, list.get(index)));
    run.requireSize("its result", results);
    return run.finishWithResult(map.output(), map.assign(), results);
  }

  private @Nullable Object iteration(StateRun run, MapState map, int index, @Nullable Object value)
      throws StateFailure, InterruptedException {
    MapItem item = new MapItem(index, value);
    Object input =
        map.itemSelector().isPresent()
            ? run.templatesFor(item).value("ItemSelector", map.itemSelector().get())
            : value;
    return runBranch(run, map.itemProcessor(), input, Optional.of(item));
  }

  private @Nullable Object runBranch(
      StateRun run, Branch branch, @Nullable Object input, Optional<MapItem> item)
      throws StateFailure, InterruptedException {
    Variables variables = run.variables().inner();
    try {
      return graphs.run(branch, input, variables, item);
    } finally {
      variables.close();
    }
  }

  /** The work for one index. */
  private interface Indexed {
    @Nullable Object run(int index) throws StateFailure, InterruptedException;
  }

  /**
   * Runs work for each index from 0, and stops all of it when one fails.
   *
   * @param state the state's name
   * @param count how many indices there are
   * @param concurrency how many run at once
   * @return the results in the order of the indices
   */
  private static List<@Nullable Object> runAll(
      String state, int count, int concurrency, Indexed work)
      throws StateFailure, InterruptedException {
    @Nullable Object[] results = new @Nullable Object[count];
    AtomicInteger next = new AtomicInteger();
    int threads = Math.min(count, concurrency);
    BlockingQueue<Optional<Throwable>> ends = new LinkedBlockingQueue<>();
    List<Worker<Void>> workers = new ArrayList<>();
    try {
      for (int i = 0; i < threads; i++) {
        workers.add(
            new Worker<>(
                "state " + state + " " + i,
                () -> {
                  ends.add(runIndices(next, results, work));
                  return null;
                }));
      }
      for (int i = 0; i < threads; i++) {
        Optional<Throwable> thrown = ends.take();
        if (thrown.isPresent()) {
          throw failure(thrown.get());
        }
      }
    } finally {
      workers.forEach(Worker::interrupt);
      workers.forEach(Worker::join);
    }
    return Arrays.asList(results);
  }

  /** Takes indices until there are none left, and returns what stopped it before. */
  private static Optional<Throwable> runIndices(
      AtomicInteger next, @Nullable Object[] results, Indexed work) {
    try {
      for (int i = next.getAndIncrement(); i < results.length; i = next.getAndIncrement()) {
        results[i] = work.run(i);
      }
      return Optional.empty();
    } catch (Throwable e) { // Whatever it is, the waiting thread must hear of it.
      return Optional.of(e);
    }
  }

  private static StateFailure failure(Throwable thrown) throws InterruptedException {
    Worker.rethrowUnexpected(thrown);
    if (thrown instanceof InterruptedException interrupted) {
      throw interrupted;
    }
    return (StateFailure) thrown;
  }
}
