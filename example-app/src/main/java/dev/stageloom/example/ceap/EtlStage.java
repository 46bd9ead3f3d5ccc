package dev.stageloom.example.ceap;

import dev.stageloom.annotations.LambdaStage;
import java.util.stream.Stream;

/** Extracts the orders from the shop. */
@LambdaStage(memory = 1024, timeout = 300, description = "Extracts the orders from the shop.")
public final class EtlStage {

  /**
   * Reads the order book from end to end.
   *
   * @param request how much of it
   * @return every order
   */
  public Stream<Order> extract(CampaignRequest request) {
    return Shop.orders(request.scaleFactor());
  }
}
