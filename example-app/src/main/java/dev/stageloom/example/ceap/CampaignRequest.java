package dev.stageloom.example.ceap;

/**
 * The message that starts a campaign.
 *
 * @param scaleFactor how many orders there are: 1 is 1.5 million with 6 million lines, 0.01 is
 *     15,000 with 60,000
 */
public record CampaignRequest(double scaleFactor) {

  /** Refuses what the generator cannot make. */
  public CampaignRequest {
    if (!(scaleFactor > 0 && scaleFactor <= 1000)) {
      throw new IllegalArgumentException(
          "scaleFactor is " + scaleFactor + ", but must be above 0 and at most 1000");
    }
  }
}
