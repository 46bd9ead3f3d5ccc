package dev.stageloom.example.payment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stageloom.local.LocalRun;
import dev.stageloom.local.RunReport;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sealed interfaces as data: read from the message, written, and read by the stages after. */
class PaymentWorkflowTest {

  @TempDir private Path folder;

  @Test
  void sealedInterfacesAreData() {
    RunReport run =
        run("{\"@type\": \"Cash\", \"amount\": 1.25, \"coins\": [{\"cents\": 50, \"count\": 3}]}");

    assertThat(run.failure()).isEmpty();
    Payment cash = new Payment.Cash(new BigDecimal("1.25"), List.of(new Payment.Coin(50, 3)));
    List<Payment> payments = run.output("FirstStage").items(Payment.class);
    assertThat(payments).hasSize(3).startsWith(cash);
    assertThat(run.output("ThirdStage").items(String.class))
        .containsExactlyElementsOf(payments.stream().map(each -> each + " " + each).toList());
  }

  @Test
  void namesTheTypesThatThereAre() {
    assertThat(run("{\"amount\": 1.5}").failure().orElseThrow().message())
        .contains(
            "the field \"@type\" is missing: it says of which type the object is, one of Card, Cash,"
                + " Gift, Discount");
  }

  private RunReport run(String input) {
    return LocalRun.of("payment").directory(folder).input(input).run();
  }
}
