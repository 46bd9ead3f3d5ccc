package dev.stageloom.example.ceap;

import dev.stageloom.annotations.Argument;
import dev.stageloom.annotations.LambdaStage;
import dev.stageloom.annotations.StageContext;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Stores the invitations of the campaign. */
@LambdaStage(timeout = 120, description = "Stores the invitations of the campaign.")
public final class StoreStage {

  private static final Comparator<ScoredCandidate> BEST_FIRST =
      Comparator.comparingInt(ScoredCandidate::score)
          .reversed()
          .thenComparingLong(ScoredCandidate::customerKey);

  /**
   * Ranks the candidates and keeps the best.
   *
   * @param candidates the scored candidates
   * @param invitations how many to keep
   * @param context names the campaign
   * @return the invitations, the most promising first
   */
  public List<Invitation> store(
      Stream<ScoredCandidate> candidates,
      @Argument(value = "invitations", defaultValue = "100") int invitations,
      StageContext context) {
    List<Invitation> ranked = new ArrayList<>();
    candidates
        .sorted(BEST_FIRST)
        .limit(invitations)
        .forEachOrdered(
            c ->
                ranked.add(
                    new Invitation(
                        ranked.size() + 1, c.customerKey(), c.score(), context.executionId())));
    return ranked;
  }
}
