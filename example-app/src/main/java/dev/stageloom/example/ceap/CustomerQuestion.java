package dev.stageloom.example.ceap;

/**
 * The message that starts a check of one customer.
 *
 * @param customerKey the customer
 * @param scaleFactor how many orders there are, as in {@link CampaignRequest}
 */
public record CustomerQuestion(long customerKey, double scaleFactor) {}
