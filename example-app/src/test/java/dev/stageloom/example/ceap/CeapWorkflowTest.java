package dev.stageloom.example.ceap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stageloom.local.LocalRun;
import dev.stageloom.local.RunReport;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the workflows from their generated definitions: handlers, S3 over HTTP, Spark. */
class CeapWorkflowTest {

  @TempDir private Path folder;

  @Test
  void choosesTheCustomersToAsk() {
    RunReport run =
        LocalRun.of("ceap-candidates")
            .directory(folder)
            .executionId("campaign-1")
            .input("{\"scaleFactor\": 0.001, \"as-of\": \"1995-03-01\", \"invitations\": 5}")
            .run();

    assertThat(run.failure()).isEmpty();
    assertThat(run.stage("EtlStage").recordsOut()).isEqualTo(1_500);
    assertThat(run.output("EtlStage").items(Order.class)).hasSize(1_500);
    List<CustomerActivity> customers = run.output("HeavyEtlStage").items(CustomerActivity.class);
    assertThat(customers.stream().mapToLong(CustomerActivity::orders).sum()).isEqualTo(1_500);
    assertThat(run.output("FilterStage").items(Candidate.class))
        .isNotEmpty()
        .allMatch(c -> c.fulfilledOrders() >= 3 && c.daysSinceLastOrder() <= 180)
        .containsExactlyInAnyOrderElementsOf(lookUp(customers));
    assertThat(run.output("StoreStage").items(Invitation.class))
        .hasSize(5)
        .allMatch(invitation -> invitation.campaign().equals("campaign-1"))
        .extracting(Invitation::rank)
        .containsExactly(1, 2, 3, 4, 5);
  }

  /** What the check of a single customer finds, for each of them. */
  private static List<Candidate> lookUp(List<CustomerActivity> customers) {
    LookupStage stage = new LookupStage();
    return customers.stream()
        .map(customer -> new CustomerQuestion(customer.customerKey(), 0.001))
        .flatMap(question -> stage.lookUp(question, LocalDate.of(1995, 3, 1)).stream())
        .toList();
  }

  @Test
  void scoresOneCustomer() {
    RunReport run =
        LocalRun.of("ceap-customer-check")
            .directory(folder)
            .input("{\"customerKey\": 4, \"scaleFactor\": 0.001, \"as-of\": \"1995-03-01\"}")
            .run();

    assertThat(run.failure()).isEmpty();
    assertThat(run.output("LookupStage").items(Candidate.class))
        .containsExactly(new Candidate(4, 8, 602_297_89, 151));
    assertThat(run.output("ScoreStage").items(ScoredCandidate.class))
        .containsExactly(new ScoredCandidate(4, 40));
  }

  @Test
  void refusesAMessageThatMakesNoSense() {
    RunReport run =
        LocalRun.of("ceap-candidates").directory(folder).input("{\"scaleFactor\": -1}").run();

    assertThat(run.failure().orElseThrow().message())
        .contains("scaleFactor is -1.0, but must be above 0 and at most 1000");
    assertThat(folder.resolve("s3/ceap-candidates-local/executions")).doesNotExist();
  }

  @Test
  void namesAnArgumentThatIsNoDate() {
    RunReport run =
        LocalRun.of("ceap-customer-check")
            .directory(folder)
            .input("{\"customerKey\": 10, \"scaleFactor\": 0.001, \"as-of\": \"soon\"}")
            .run();

    assertThat(run.failure().orElseThrow().message())
        .contains("the argument \"as-of\" is \"soon\", which is not a LocalDate");
  }
}
