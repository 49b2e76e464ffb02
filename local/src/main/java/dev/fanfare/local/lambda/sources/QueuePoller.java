package dev.fanfare.local.lambda.sources;

import static java.util.stream.Collectors.toSet;

import dev.fanfare.local.lambda.FunctionInvoker;
import dev.fanfare.local.lambda.Invocation;
import dev.fanfare.local.time.DaemonThreads;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;

/**
 * Lambda's SQS event source: receives messages, invokes the function and deletes successful
 * messages. As on Lambda, a failed message returns after its visibility timeout, until SQS moves it
 * to the dead-letter queue.
 */
public final class QueuePoller implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(QueuePoller.class);

  /** The maximum number of messages that one SQS call receives or deletes. */
  private static final int MAX_MESSAGES = 10;

  private static final Duration MAX_POLL_TIME = Duration.ofSeconds(20);
  private static final Duration PAUSE_AFTER_ERROR = Duration.ofSeconds(1);

  private final QueueMapping mapping;
  private final SqsClient queues;
  private final FunctionInvoker functions;
  private final Clock clock;
  private final Semaphore inFlight;

  /** Received messages that are in no event yet. Only the polling thread uses them. */
  private final Deque<Message> buffered = new ArrayDeque<>();

  private final Thread thread;
  private volatile boolean closed;

  /**
   * @param queues the client, which the caller closes after the poller
   * @param clock measures the batching window
   */
  public QueuePoller(
      QueueMapping mapping, SqsClient queues, FunctionInvoker functions, Clock clock) {
    this.mapping = mapping;
    this.queues = queues;
    this.functions = functions;
    this.clock = clock;
    this.inFlight = new Semaphore(mapping.maximumConcurrency());
    this.thread = new DaemonThreads("poll-" + mapping.function()).newThread(this::run);
  }

  /** Starts polling on a new thread. */
  public QueuePoller start() {
    thread.start();
    return this;
  }

  /**
   * Stops receiving at once. Running batches finish, but their messages are not deleted, so they
   * may be delivered again.
   */
  @Override
  public void close() {
    closed = true;
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try {
      while (!closed) {
        inFlight.acquire();
        try {
          pollOnce();
        } catch (SdkException e) {
          inFlight.release();
          if (closed || e instanceof AbortedException) {
            return;
          }
          LOG.warn("Cannot receive from {}: {}", mapping.queueArn(), e.getMessage());
          TimeUnit.MILLISECONDS.sleep(PAUSE_AFTER_ERROR.toMillis());
        }
      }
    } catch (InterruptedException e) { // Only close() interrupts this thread.
      LOG.debug("Stopped polling {}", mapping.queueArn());
    }
  }

  /** The caller holds a permit of {@link #inFlight}, which the end of the batch releases. */
  private void pollOnce() {
    var event = collect();
    if (event.messages().isEmpty()) {
      inFlight.release();
    } else {
      invoke(event);
    }
  }

  private QueueEvent collect() {
    var event = new QueueEvent(mapping);
    boolean open = fill(event);
    if (event.messages().isEmpty()) {
      buffered.addAll(receive(event, MAX_POLL_TIME));
      open = fill(event);
    }
    var end = clock.instant().plus(mapping.batchingWindow());
    var left = mapping.batchingWindow();
    while (open && !event.messages().isEmpty() && left.toMillis() > 0) {
      buffered.addAll(receive(event, left));
      open = fill(event);
      left = Duration.between(clock.instant(), end);
    }
    return event;
  }

  /** Moves buffered messages into the event. Returns false if the event is full. */
  private boolean fill(QueueEvent event) {
    while (!buffered.isEmpty() && !event.isFull()) {
      if (!event.add(buffered.peekFirst())) {
        return false;
      }
      buffered.removeFirst();
    }
    return !event.isFull();
  }

  private List<Message> receive(QueueEvent event, Duration wait) {
    int wanted = Math.min(MAX_MESSAGES, mapping.batchSize() - event.messages().size());
    long seconds = Math.min(MAX_POLL_TIME.toSeconds(), (wait.toMillis() + 999) / 1000);
    return queues
        .receiveMessage(
            request ->
                request
                    .queueUrl(mapping.queueUrl())
                    .maxNumberOfMessages(wanted)
                    .waitTimeSeconds((int) seconds)
                    .messageSystemAttributeNamesWithStrings("All")
                    .messageAttributeNames("All"))
        .messages();
  }

  private void invoke(QueueEvent event) {
    functions
        .invoke(mapping.function(), event.toJson())
        .whenComplete(
            (invocation, refusal) -> {
              try {
                delete(succeeded(event, invocation, refusal));
              } finally {
                inFlight.release();
              }
            });
  }

  private List<Message> succeeded(QueueEvent event, Invocation invocation, Throwable refusal) {
    var messages = event.messages();
    if (refusal != null) {
      LOG.warn("Could not invoke {}: {}", mapping.function(), refusal.getMessage());
      return List.of();
    }
    if (invocation.functionError().isPresent()) {
      return List.of();
    }
    if (!mapping.reportsItemFailures()) {
      return messages;
    }
    var ids = messages.stream().map(Message::messageId).collect(toSet());
    var failed = BatchItemFailures.parse(invocation.payload(), ids);
    if (failed.isEmpty()) {
      LOG.warn(
          "{} returned no valid batchItemFailures, so the whole batch failed", mapping.function());
      return List.of();
    }
    return messages.stream().filter(m -> !failed.get().contains(m.messageId())).toList();
  }

  private void delete(List<Message> messages) {
    for (int from = 0; from < messages.size() && !closed; from += MAX_MESSAGES) {
      var entries = entries(messages.subList(from, Math.min(messages.size(), from + MAX_MESSAGES)));
      try {
        var deleted =
            queues.deleteMessageBatch(d -> d.queueUrl(mapping.queueUrl()).entries(entries));
        deleted
            .failed()
            .forEach(f -> LOG.warn("Could not delete a message, which will return: {}", f));
      } catch (SdkException e) {
        LOG.warn(
            "Could not delete {} messages, which will return: {}", entries.size(), e.getMessage());
      }
    }
  }

  /**
   * Ids are indexes, because a batch can contain a message twice if its visibility timeout is
   * short.
   */
  private static List<DeleteMessageBatchRequestEntry> entries(List<Message> messages) {
    return IntStream.range(0, messages.size())
        .mapToObj(
            i ->
                DeleteMessageBatchRequestEntry.builder()
                    .id(Integer.toString(i))
                    .receiptHandle(messages.get(i).receiptHandle())
                    .build())
        .toList();
  }
}
