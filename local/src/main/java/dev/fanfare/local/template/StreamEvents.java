package dev.fanfare.local.template;

import static dev.fanfare.local.template.Shape.block;
import static dev.fanfare.local.template.Shape.flag;
import static dev.fanfare.local.template.Shape.listOf;
import static dev.fanfare.local.template.Shape.oneOf;
import static dev.fanfare.local.template.Shape.text;
import static dev.fanfare.local.template.Shape.whole;

import java.time.Duration;
import java.util.List;

/** A function's events of type {@code DynamoDB}: event source mappings on a table's stream. */
final class StreamEvents {
  static final String TYPE = "DynamoDB";
  private static final int BATCH = 100;
  private static final int FOR_EVER = -1;

  static final Shape.Block SHAPE =
      block()
          .must("Stream", text("arn:[^:]+:dynamodb:[^:]*:\\d{12}:table/[^/]+/stream/.+"))
          .must("StartingPosition", oneOf("LATEST", "TRIM_HORIZON"))
          .and("BatchSize", whole(1, 10_000))
          .and("MaximumBatchingWindowInSeconds", whole(0, 300))
          .and("BisectBatchOnFunctionError", flag())
          .and("MaximumRetryAttempts", whole(FOR_EVER, 10_000))
          .and("FunctionResponseTypes", listOf(oneOf("ReportBatchItemFailures"), 0, 1))
          .and("DestinationConfig", block().must("OnFailure", EventInvokeConfig.ON_FAILURE))
          .and("Enabled", flag());

  private StreamEvents() {}

  static List<StreamEvent> read(Resolved function, ResourceIndex index, Problems problems) {
    return FunctionEvents.ofType(function, TYPE).entrySet().stream()
        .map(event -> read(function, event.getKey(), event.getValue(), index, problems))
        .toList();
  }

  private static StreamEvent read(
      Resolved function, String name, Value.Fields event, ResourceIndex index, Problems problems) {
    var arn = event.text("Stream").orElseThrow();
    return new StreamEvent(
        name,
        arn,
        arn.split("/")[1],
        event.text("StartingPosition").orElseThrow().equals("LATEST"),
        event.whole("BatchSize", BATCH),
        Duration.ofSeconds(event.whole("MaximumBatchingWindowInSeconds", 0)),
        event.flag("BisectBatchOnFunctionError", false),
        event.whole("MaximumRetryAttempts", FOR_EVER),
        !event.items("FunctionResponseTypes").isEmpty(),
        EventInvokeConfig.onFailure(
            function, "Events." + name + ".Properties", event, index, problems),
        event.flag("Enabled", true));
  }
}
