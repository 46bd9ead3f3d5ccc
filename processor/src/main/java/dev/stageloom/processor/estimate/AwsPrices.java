package dev.stageloom.processor.estimate;

import dev.stageloom.annotations.Architecture;
import dev.stageloom.annotations.ExecutionClass;
import dev.stageloom.annotations.WorkerType;

/**
 * On-demand prices in US dollars, of us-east-1, as of 2026-11. A changed price is one line here.
 * Other regions differ by some tens of percent; free tiers and savings plans are left out.
 */
final class AwsPrices {

  /** Source: AWS Lambda pricing, "Duration", x86. */
  static final double LAMBDA_GB_SECOND_X86 = 0.0000166667;

  /** Source: AWS Lambda pricing, "Duration", Arm. */
  static final double LAMBDA_GB_SECOND_ARM = 0.0000133334;

  /** Source: AWS Lambda pricing, "Requests": 0.20 a million. */
  static final double LAMBDA_REQUEST = 0.0000002;

  /** Source: AWS Glue pricing, "ETL jobs", Spark. */
  static final double GLUE_DPU_HOUR = 0.44;

  /** Source: AWS Glue pricing, "ETL jobs", Spark with flexible execution. */
  static final double GLUE_FLEX_DPU_HOUR = 0.29;

  /** Source: AWS Glue pricing, memory-optimised workers (R types), per M-DPU-hour. */
  static final double GLUE_MEMORY_DPU_HOUR = 0.52;

  /** Source: AWS Step Functions pricing, Standard workflows: 0.025 a thousand. */
  static final double STATE_TRANSITION = 0.000025;

  private AwsPrices() {}

  static double gbSecond(Architecture architecture) {
    return architecture == Architecture.ARM_64 ? LAMBDA_GB_SECOND_ARM : LAMBDA_GB_SECOND_X86;
  }

  /**
   * No price of memory-optimised workers on spare capacity is published: theirs is the full one.
   */
  static double workerHour(WorkerType type, ExecutionClass executionClass) {
    if (type.name().startsWith("R_")) {
      return type.dpus() * GLUE_MEMORY_DPU_HOUR;
    }
    return type.dpus()
        * (executionClass == ExecutionClass.FLEX ? GLUE_FLEX_DPU_HOUR : GLUE_DPU_HOUR);
  }
}
