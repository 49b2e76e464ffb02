package dev.fanfare.local.template;

import static dev.fanfare.local.template.Shape.block;
import static dev.fanfare.local.template.Shape.flag;
import static dev.fanfare.local.template.Shape.listOf;
import static dev.fanfare.local.template.Shape.oneOf;
import static dev.fanfare.local.template.Shape.text;
import static dev.fanfare.local.template.Shape.whole;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** Reads those of a function's events that are queues, with the rules of event source mappings. */
final class QueueEvents {
  private static final int BATCH_WITHOUT_WINDOW = 10;
  private static final int VISIBILITY_SECONDS = 30;

  static final String TYPE = "SQS";
  static final Shape.Block SHAPE =
      block()
          .must("Queue", text("arn:.+"))
          .and("BatchSize", whole(1, 10_000))
          .and("MaximumBatchingWindowInSeconds", whole(0, 300))
          .and("FunctionResponseTypes", listOf(oneOf("ReportBatchItemFailures"), 0, 1))
          .and("ScalingConfig", block().must("MaximumConcurrency", whole(2, 1_000)))
          .and("Enabled", flag());

  private final ResourceIndex index;
  private final Problems problems;

  QueueEvents(ResourceIndex index, Problems problems) {
    this.index = index;
    this.problems = problems;
  }

  List<QueueEvent> read(Resolved function) {
    var events = new ArrayList<QueueEvent>();
    FunctionEvents.ofType(function, TYPE)
        .forEach((name, properties) -> read(function, name, properties, events));
    return events;
  }

  private void read(Resolved function, String name, Value.Fields event, List<QueueEvent> events) {
    var path = function.at("Events." + name + ".Properties");
    var arn = event.text("Queue").orElseThrow();
    var queue = index.queue(arn);
    if (queue.isEmpty()) {
      problems.add(
          path + ".Queue", event.line(), arn, "must be the ARN of a queue of this template");
      return;
    }
    int batchSize = event.whole("BatchSize", BATCH_WITHOUT_WINDOW);
    int window = event.whole("MaximumBatchingWindowInSeconds", 0);
    if (batchSize > BATCH_WITHOUT_WINDOW && window < 1) {
      problems.add(
          path + ".BatchSize",
          event.line(),
          String.valueOf(batchSize),
          "more than 10 needs a MaximumBatchingWindowInSeconds of at least 1");
    }
    checkVisibility(function, queue.get(), path, event.line());
    checkConcurrency(function, event, path);
    events.add(
        new QueueEvent(
            name,
            queue.get().logicalId(),
            arn,
            batchSize,
            Duration.ofSeconds(window),
            !event.items("FunctionResponseTypes").isEmpty(),
            event
                .fields("ScalingConfig")
                .map(s -> s.whole("MaximumConcurrency"))
                .orElseGet(OptionalInt::empty),
            event.flag("Enabled", true)));
  }

  /** Lambda refuses a mapping whose messages would come back while the function still runs. */
  private void checkVisibility(Resolved function, Resolved queue, String path, int line) {
    if (!queue.isSound()) {
      return;
    }
    int visibility = queue.properties().whole("VisibilityTimeout", VISIBILITY_SECONDS);
    int timeout = function.properties().whole("Timeout", 3);
    if (visibility < timeout) {
      problems.add(
          path + ".Queue",
          line,
          queue.logicalId(),
          "its VisibilityTimeout of "
              + visibility
              + " s is shorter than the function's Timeout of "
              + timeout
              + " s");
    }
  }

  private void checkConcurrency(Resolved function, Value.Fields event, String path) {
    var reserved = function.properties().whole("ReservedConcurrentExecutions");
    var most =
        event
            .fields("ScalingConfig")
            .map(scaling -> scaling.whole("MaximumConcurrency", 0))
            .orElse(0);
    if (reserved.isPresent() && most > reserved.getAsInt()) {
      problems.add(
          path + ".ScalingConfig.MaximumConcurrency",
          event.line(),
          String.valueOf(most),
          "must be at most the function's ReservedConcurrentExecutions of " + reserved.getAsInt());
    }
  }
}
