package dev.stageloom.annotations;

/** The instruction sets of AWS Lambda. */
public enum Architecture {
  /** 64-bit x86. */
  X86_64("x86_64"),

  /** 64-bit Arm (Graviton): a lower price per GB-second. */
  ARM_64("arm64");

  private final String identifier;

  Architecture(String identifier) {
    this.identifier = identifier;
  }

  /**
   * Lambda's name for the architecture.
   *
   * @return {@code x86_64} or {@code arm64}
   */
  public String identifier() {
    return identifier;
  }
}
