package dev.fanfare.local.lambda;

import dev.fanfare.local.cloudformation.resources.Resource;
import dev.fanfare.local.cloudformation.yaml.Value;
import dev.fanfare.local.lambda.sources.QueueMapping;
import dev.fanfare.local.lambda.sources.StreamMapping;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads the triggers of a function: SAM's {@code Events} and {@code EventInvokeConfig}. */
record EventSources(Resource function) {
  private static final String QUEUE = "AWS::SQS::Queue";
  private static final String NO_QUEUE = "must be the ARN of a queue of this template";
  private static final String WINDOW = "MaximumBatchingWindowInSeconds";
  private static final int QUEUE_BATCH = 10;
  private static final int STREAM_BATCH = 100;
  private static final int VISIBILITY_SECONDS = 30;

  FunctionSpec.Triggers read() {
    checkTopics();
    var queues = new ArrayList<QueueMapping>();
    function
        .events("SQS")
        .forEach((name, event) -> queue(path(name), event).ifPresent(queues::add));
    var streams = new ArrayList<StreamMapping>();
    function
        .events("DynamoDB")
        .forEach((name, event) -> stream(path(name), event).ifPresent(streams::add));
    return new FunctionSpec.Triggers(function.alias(), async(), queues, streams);
  }

  private static String path(String event) {
    return "Events." + event + ".Properties";
  }

  private AsyncPolicy async() {
    var config = function.properties().section("EventInvokeConfig");
    var defaults = AsyncPolicy.DEFAULT;
    return new AsyncPolicy(
        config.whole("MaximumRetryAttempts", defaults.retries()),
        Duration.ofSeconds(
            config.whole("MaximumEventAgeInSeconds", (int) defaults.maxAge().toSeconds())),
        onFailure("EventInvokeConfig", config));
  }

  private Optional<QueueMapping> queue(String path, Value.Fields event) {
    var arn = event.text("Queue").orElseThrow();
    var queue = function.all().byArn(QUEUE, arn);
    if (queue.isEmpty()) {
      function.refuse(path + ".Queue", event.line(), arn, NO_QUEUE);
      return Optional.empty();
    }
    checkVisibility(queue.get(), path + ".Queue", event.line());
    var concurrency = event.section("ScalingConfig").whole("MaximumConcurrency");
    checkConcurrency(concurrency, path + ".ScalingConfig.MaximumConcurrency", event.line());
    try {
      var mapping =
          new QueueMapping(
              queue.get().ref(),
              arn,
              function.arn(),
              event.whole("BatchSize", QUEUE_BATCH),
              Duration.ofSeconds(event.whole(WINDOW, 0)),
              event.has("FunctionResponseTypes"),
              concurrency.orElse(QueueMapping.DEFAULT_CONCURRENCY));
      return Optional.of(mapping).filter(each -> event.flag("Enabled", true));
    } catch (IllegalArgumentException e) {
      function.refuse(path, event.line(), "", String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }

  /** Lambda rejects a mapping whose messages become visible again while the function still runs. */
  private void checkVisibility(Resource queue, String path, int line) {
    int timeout = FunctionType.timeout(function);
    int visibility =
        queue.isSound()
            ? queue.properties().whole("VisibilityTimeout", VISIBILITY_SECONDS)
            : timeout;
    if (visibility < timeout) {
      function.refuse(
          path,
          line,
          queue.logicalId(),
          "its VisibilityTimeout of %d s is shorter than the function's Timeout of %d s"
              .formatted(visibility, timeout));
    }
  }

  private void checkConcurrency(OptionalInt concurrency, String path, int line) {
    var reserved = function.properties().whole(FunctionType.RESERVED);
    if (reserved.isPresent() && concurrency.orElse(0) > reserved.getAsInt()) {
      function.refuse(
          path,
          line,
          "" + concurrency.getAsInt(),
          "must be at most the function's ReservedConcurrentExecutions of " + reserved.getAsInt());
    }
  }

  private Optional<StreamMapping> stream(String path, Value.Fields event) {
    var table = event.text("Stream").orElseThrow().split("/")[1];
    var mapping =
        new StreamMapping(
            table,
            function.account().tableArn(table),
            function.arn(),
            event.text("StartingPosition").filter("LATEST"::equals).isPresent(),
            event.whole("BatchSize", STREAM_BATCH),
            Duration.ofSeconds(event.whole(WINDOW, 0)),
            event.has("FunctionResponseTypes"),
            new StreamMapping.Retries(
                event.flag("BisectBatchOnFunctionError", false),
                event.whole("MaximumRetryAttempts", StreamMapping.Retries.FOR_EVER),
                onFailure(path, event)));
    return Optional.of(mapping).filter(each -> event.flag("Enabled", true));
  }

  /** The on-failure queue in a block's {@code DestinationConfig}. */
  private Optional<String> onFailure(String path, Value.Fields block) {
    var queue = block.section("DestinationConfig").section("OnFailure").text("Destination");
    queue.ifPresent(
        arn -> checkQueue(path + ".DestinationConfig.OnFailure.Destination", block, arn));
    return queue;
  }

  private void checkTopics() {
    function
        .events("SNS")
        .forEach(
            (name, event) -> {
              var topic = event.text("Topic").orElseThrow();
              if (function.all().byArn("AWS::SNS::Topic", topic).isEmpty()) {
                function.refuse(
                    path(name) + ".Topic",
                    event.line(),
                    topic,
                    "must be the ARN of a topic of this template");
              }
              event
                  .section("RedrivePolicy")
                  .text("deadLetterTargetArn")
                  .ifPresent(queue -> checkQueue(path(name) + ".RedrivePolicy", event, queue));
            });
  }

  private void checkQueue(String path, Value.Fields block, String arn) {
    if (function.all().byArn(QUEUE, arn).isEmpty()) {
      function.refuse(path, block.line(), arn, NO_QUEUE);
    }
  }
}
