package dev.stageloom.example.ceap;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class ReviewRulesTest {

  private static final LocalDate DAY = LocalDate.of(1995, 6, 17);

  private static boolean asked(long returnedItems) {
    CustomerActivity customer = new CustomerActivity(7, 4, 3, 10, returnedItems, 500_00, DAY);
    return ReviewRules.candidate(customer, DAY).isPresent();
  }

  @Test
  void whoSentMoreThanHalfOfItBackIsNotAsked() {
    assertThat(asked(0)).isTrue();
    assertThat(asked(5)).isTrue();
    assertThat(asked(6)).isFalse();
  }
}
