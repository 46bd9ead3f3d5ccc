package dev.stageloom.runtime.sample;

/** A bean. */
public class Score {
  private long order;
  private double value;

  public Score() {}

  public Score(long order, double value) {
    this.order = order;
    this.value = value;
  }

  public long getOrder() {
    return order;
  }

  public void setOrder(long order) {
    this.order = order;
  }

  public double getValue() {
    return value;
  }

  public void setValue(double value) {
    this.value = value;
  }
}
