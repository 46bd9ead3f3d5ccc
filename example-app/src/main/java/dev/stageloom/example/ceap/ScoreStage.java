package dev.stageloom.example.ceap;

import dev.stageloom.annotations.LambdaStage;
import dev.stageloom.annotations.Retry;
import java.util.stream.Stream;

/** Scores how likely a candidate is to answer: by recency, frequency and value. */
@LambdaStage(timeout = 30, description = "Scores how likely a candidate is to answer.")
@Retry(maxAttempts = 1, intervalSeconds = 2)
public final class ScoreStage {

  private static final int FREQUENT = 20;
  private static final long VALUABLE_CENTS = 500_000_00L;

  /**
   * Scores the candidates one by one.
   *
   * @param candidates the candidates
   * @return the same, with their scores
   */
  public Stream<ScoredCandidate> score(Stream<Candidate> candidates) {
    return candidates.map(c -> new ScoredCandidate(c.customerKey(), score(c)));
  }

  private static int score(Candidate candidate) {
    double recency =
        1 - (double) candidate.daysSinceLastOrder() / ReviewRules.MAX_DAYS_SINCE_LAST_ORDER;
    double frequency = Math.min(1, (double) candidate.fulfilledOrders() / FREQUENT);
    double value = Math.min(1, (double) candidate.spentCents() / VALUABLE_CENTS);
    return (int) Math.round(50 * recency + 30 * frequency + 20 * value);
  }
}
