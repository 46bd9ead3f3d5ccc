package dev.stageloom.example.payment;

import dev.stageloom.annotations.LambdaStage;
import dev.stageloom.annotations.Workflow;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Passes payments on: as items, and within items. */
@Workflow
public final class PaymentWorkflow {

  private PaymentWorkflow() {}

  /**
   * What was sold.
   *
   * @param key its key
   * @param payment how it was paid
   * @param byDay the same by day
   */
  public record Sale(int key, Payment payment, Map<String, Payment> byDay) {}

  /** Takes one from the message. */
  @LambdaStage
  public static final class FirstStage {

    /** Gives the payment and others. */
    public Stream<Payment> run(Payment payment) {
      return Stream.of(
          payment,
          new Payment.Gift("ü", new Payment.Coin(2, 3)),
          new Payment.Card("42", 12, Optional.empty()));
    }
  }

  /** Puts each into another item. */
  @LambdaStage
  public static final class SecondStage {

    /** Gives a sale for each payment. */
    public List<Sale> run(List<Payment> payments) {
      return payments.stream()
          .map(payment -> new Sale(payments.indexOf(payment), payment, Map.of("today", payment)))
          .toList();
    }
  }

  /** Takes them out again. */
  @LambdaStage
  public static final class ThirdStage {

    /** Gives the payments as texts. */
    public Stream<String> run(Stream<Sale> sales) {
      return sales.map(sale -> sale.payment() + " " + sale.byDay().get("today"));
    }
  }
}
