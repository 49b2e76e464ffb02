package dev.fanfare.local.template;

import static dev.fanfare.local.template.Shape.block;
import static dev.fanfare.local.template.Shape.oneOf;
import static dev.fanfare.local.template.Shape.text;
import static dev.fanfare.local.template.Shape.whole;

import java.time.Duration;
import java.util.Optional;

/** SAM's property of that name, with a queue as the only destination of failures. */
final class EventInvokeConfig {
  static final Shape.Block ON_FAILURE =
      block().must("Type", oneOf("SQS")).must("Destination", text("arn:.+"));
  static final Shape.Block SHAPE =
      block()
          .and("MaximumRetryAttempts", whole(0, 2))
          .and("MaximumEventAgeInSeconds", whole(60, 21_600))
          .and("DestinationConfig", block().must("OnFailure", ON_FAILURE));

  private EventInvokeConfig() {}

  static AsyncTerms read(Resolved function, ResourceIndex index, Problems problems) {
    var defaults = AsyncTerms.DEFAULT;
    return function
        .properties()
        .fields("EventInvokeConfig")
        .map(
            config ->
                new AsyncTerms(
                    config.whole("MaximumRetryAttempts", defaults.retries()),
                    Duration.ofSeconds(
                        config.whole(
                            "MaximumEventAgeInSeconds", (int) defaults.longestAge().toSeconds())),
                    onFailure(function, "EventInvokeConfig", config, index, problems)))
        .orElse(defaults);
  }

  /**
   * The queue that a block's {@code DestinationConfig} names for failures.
   *
   * @param at where the block stands, for problems
   */
  static Optional<String> onFailure(
      Resolved function, String at, Value.Fields block, ResourceIndex index, Problems problems) {
    var queue =
        block
            .fields("DestinationConfig")
            .flatMap(config -> config.fields("OnFailure"))
            .flatMap(destination -> destination.text("Destination"));
    queue
        .filter(arn -> index.queue(arn).isEmpty())
        .ifPresent(
            arn ->
                problems.add(
                    function.at(at + ".DestinationConfig.OnFailure.Destination"),
                    block.line(),
                    arn,
                    "must be the ARN of a queue of this template"));
    return queue;
  }
}
