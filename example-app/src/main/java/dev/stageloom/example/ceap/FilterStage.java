package dev.stageloom.example.ceap;

import dev.stageloom.annotations.Argument;
import dev.stageloom.annotations.LambdaStage;
import java.time.LocalDate;
import java.util.stream.Stream;

/** Keeps the customers who may be asked. */
@LambdaStage(timeout = 120, description = "Keeps the customers who may be asked.")
public final class FilterStage {

  /**
   * Applies {@link ReviewRules}.
   *
   * @param customers every customer with an order
   * @param asOf the day of the campaign; by default TPC-H's own "today"
   * @return the candidates
   */
  public Stream<Candidate> filter(
      Stream<CustomerActivity> customers,
      @Argument(value = "as-of", defaultValue = "1995-06-17") LocalDate asOf) {
    return customers.flatMap(customer -> ReviewRules.candidate(customer, asOf).stream());
  }
}
