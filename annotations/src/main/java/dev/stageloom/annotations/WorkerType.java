package dev.stageloom.annotations;

/**
 * The worker types of AWS Glue for Spark jobs.
 *
 * <p>Source: AWS Glue developer guide, "Worker types", and the API reference, as of 2026-11. G.4X
 * and G.8X need Glue 3.0, the larger and the R types Glue 4.0; all of these exist in some regions
 * only.
 */
public enum WorkerType {
  /** 1 DPU: 4 vCPUs, 16 GB of memory, 94 GB of disk. */
  G_1X("G.1X", 1, 4, 16),

  /** 2 DPUs: 8 vCPUs, 32 GB of memory, 138 GB of disk. */
  G_2X("G.2X", 2, 8, 32),

  /** 4 DPUs: 16 vCPUs, 64 GB of memory, 256 GB of disk. */
  G_4X("G.4X", 4, 16, 64),

  /** 8 DPUs: 32 vCPUs, 128 GB of memory, 512 GB of disk. */
  G_8X("G.8X", 8, 32, 128),

  /** 12 DPUs: 48 vCPUs, 192 GB of memory, 768 GB of disk. */
  G_12X("G.12X", 12, 48, 192),

  /** 16 DPUs: 64 vCPUs, 256 GB of memory, 1,024 GB of disk. */
  G_16X("G.16X", 16, 64, 256),

  /** 1 memory-optimised DPU: 4 vCPUs, 32 GB of memory, 94 GB of disk. */
  R_1X("R.1X", 1, 4, 32),

  /** 2 memory-optimised DPUs: 8 vCPUs, 64 GB of memory, 138 GB of disk. */
  R_2X("R.2X", 2, 8, 64),

  /** 4 memory-optimised DPUs: 16 vCPUs, 128 GB of memory, 256 GB of disk. */
  R_4X("R.4X", 4, 16, 128),

  /** 8 memory-optimised DPUs: 32 vCPUs, 256 GB of memory, 512 GB of disk. */
  R_8X("R.8X", 8, 32, 256);

  private final String identifier;
  private final int dpus;
  private final int vcpus;
  private final int memoryGb;

  WorkerType(String identifier, int dpus, int vcpus, int memoryGb) {
    this.identifier = identifier;
    this.dpus = dpus;
    this.vcpus = vcpus;
    this.memoryGb = memoryGb;
  }

  /**
   * Glue's name for the worker type.
   *
   * @return the identifier, such as {@code G.1X}
   */
  public String identifier() {
    return identifier;
  }

  /**
   * The data processing units that a worker is billed as.
   *
   * @return the number of DPUs (memory-optimised DPUs for the R types)
   */
  public int dpus() {
    return dpus;
  }

  /**
   * The worker's virtual CPUs.
   *
   * @return the number of vCPUs
   */
  public int vcpus() {
    return vcpus;
  }

  /**
   * The worker's memory.
   *
   * @return the memory in GB
   */
  public int memoryGb() {
    return memoryGb;
  }
}
