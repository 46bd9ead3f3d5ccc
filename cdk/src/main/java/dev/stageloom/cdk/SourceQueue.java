package dev.stageloom.cdk;

import dev.stageloom.annotations.WorkflowType;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.sqs.DeadLetterQueue;
import software.amazon.awscdk.services.sqs.IQueue;
import software.amazon.awscdk.services.sqs.Queue;
import software.amazon.awscdk.services.sqs.QueueEncryption;
import software.constructs.Construct;

/**
 * The queue whose messages start executions, and its dead-letter queue.
 *
 * @param queue the queue
 * @param deadLetterQueue its dead-letter queue; null if the queue was passed in
 */
record SourceQueue(IQueue queue, @Nullable Queue deadLetterQueue) {

  /**
   * How often a message is received before it goes to the dead-letter queue. Source: EventBridge
   * developer guide, "Amazon SQS as a source", which asks for 5 or more.
   */
  private static final int MAX_RECEIVES = 5;

  /**
   * AWS Step Functions quotas, "Maximum input or output size": 256 KiB. SQS itself takes 1 MiB,
   * which could never start an execution.
   */
  private static final int MAX_MESSAGE_BYTES = 262_144;

  /** EventBridge Pipes asks for six times the target's time; an EXPRESS execution takes 300 s. */
  private static final Duration EXPRESS_VISIBILITY = Duration.seconds(6 * 300);

  /** Six times the 30 s that the start of a STANDARD execution may take with its own retries. */
  private static final Duration STANDARD_VISIBILITY = Duration.seconds(6 * 30);

  /**
   * Creates the queue, unless there is one.
   *
   * @param workflow the workflow's construct
   * @param type the workflow's type
   * @param existing the queue that was passed in
   * @param key the customer's key; empty for one of SQS
   * @param removalPolicy what happens to the dead-letter queue when the stack is deleted
   * @return the queue
   */
  static SourceQueue of(
      Construct workflow,
      WorkflowType type,
      Optional<IQueue> existing,
      Optional<IKey> key,
      RemovalPolicy removalPolicy) {
    if (existing.isPresent()) {
      return new SourceQueue(existing.get(), null);
    }
    Queue deadLetterQueue = deadLetterQueue(workflow, key, removalPolicy);
    Queue queue =
        queue(workflow, "SourceQueue", key)
            // A message keeps its age in the dead-letter queue, so this must be the shorter one.
            .retentionPeriod(Duration.days(4))
            .visibilityTimeout(
                type == WorkflowType.EXPRESS ? EXPRESS_VISIBILITY : STANDARD_VISIBILITY)
            .deadLetterQueue(
                DeadLetterQueue.builder()
                    .queue(deadLetterQueue)
                    .maxReceiveCount(MAX_RECEIVES)
                    .build())
            .build();
    return new SourceQueue(queue, deadLetterQueue);
  }

  /**
   * Creates a queue for what could not start an execution.
   *
   * @param workflow the workflow's construct
   * @param key the customer's key; empty for one of SQS
   * @param removalPolicy what happens to it when the stack is deleted
   * @return the queue
   */
  static Queue deadLetterQueue(
      Construct workflow, Optional<IKey> key, RemovalPolicy removalPolicy) {
    return queue(workflow, "DeadLetterQueue", key)
        .retentionPeriod(Duration.days(14))
        .removalPolicy(removalPolicy)
        .build();
  }

  private static Queue.Builder queue(Construct workflow, String id, Optional<IKey> key) {
    Queue.Builder builder =
        Queue.Builder.create(workflow, id).enforceSsl(true).maxMessageSizeBytes(MAX_MESSAGE_BYTES);
    return key.map(k -> builder.encryption(QueueEncryption.KMS).encryptionMasterKey(k))
        .orElseGet(() -> builder.encryption(QueueEncryption.SQS_MANAGED));
  }
}
