package dev.fanfare.local.lambda.sources;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fanfare.local.lambda.FunctionName;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Record;

/**
 * Consecutive records of a shard for one invocation.
 *
 * @param failures the number of failed invocations with exactly these records
 */
record StreamBatch(List<Record> records, int failures) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final double MILLIS_PER_SECOND = 1_000;

  StreamBatch {
    records = List.copyOf(records);
  }

  StreamBatch from(int index) {
    return new StreamBatch(records.subList(index, records.size()), 0);
  }

  StreamBatch upTo(int index) {
    return new StreamBatch(records.subList(0, index), 0);
  }

  StreamBatch failedOnceMore() {
    return new StreamBatch(records, failures + 1);
  }

  String firstSequence() {
    return records.get(0).dynamodb().sequenceNumber();
  }

  String lastSequence() {
    return records.get(records.size() - 1).dynamodb().sequenceNumber();
  }

  List<String> sequences() {
    return records.stream().map(record -> record.dynamodb().sequenceNumber()).toList();
  }

  /** The event for the function, JSON as UTF-8. */
  byte[] event(String streamArn, String region) {
    var event = JSON.createObjectNode();
    var list = event.putArray("Records");
    for (var record : records) {
      var node = list.addObject();
      node.put("eventID", record.eventID());
      node.put("eventName", record.eventNameAsString());
      node.put("eventVersion", record.eventVersion());
      node.put("eventSource", "aws:dynamodb");
      node.put("awsRegion", region);
      change(record, node.putObject("dynamodb"));
      node.put("eventSourceARN", streamArn);
    }
    return event.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static void change(Record record, ObjectNode node) {
    var change = record.dynamodb();
    node.put(
        "ApproximateCreationDateTime",
        change.approximateCreationDateTime().toEpochMilli() / MILLIS_PER_SECOND);
    node.set("Keys", row(change.keys()));
    if (change.hasNewImage()) {
      node.set("NewImage", row(change.newImage()));
    }
    if (change.hasOldImage()) {
      node.set("OldImage", row(change.oldImage()));
    }
    node.put("SequenceNumber", change.sequenceNumber());
    node.put("SizeBytes", change.sizeBytes());
    node.put("StreamViewType", change.streamViewTypeAsString());
  }

  private static JsonNode row(Map<String, AttributeValue> row) {
    var node = JSON.createObjectNode();
    row.forEach((name, value) -> node.set(name, typed(value)));
    return node;
  }

  private static JsonNode typed(AttributeValue value) {
    var node = JSON.createObjectNode();
    switch (value.type()) {
      case S -> node.put("S", value.s());
      case N -> node.put("N", value.n());
      case B -> node.put("B", base64(value.b()));
      case BOOL -> node.put("BOOL", value.bool());
      case NUL -> node.put("NULL", true);
      case M -> node.set("M", row(value.m()));
      case L -> list(node, "L", value.l(), StreamBatch::typed);
      case SS -> list(node, "SS", value.ss(), JSON.getNodeFactory()::textNode);
      case NS -> list(node, "NS", value.ns(), JSON.getNodeFactory()::textNode);
      case BS ->
          list(node, "BS", value.bs(), bytes -> JSON.getNodeFactory().textNode(base64(bytes)));
      // DynamoDB Local's streams omit the type of an empty map, but of no other value.
      case UNKNOWN_TO_SDK_VERSION -> node.putObject("M");
      default -> throw new IllegalStateException("Unknown DynamoDB type: " + value);
    }
    return node;
  }

  private static <T> void list(
      ObjectNode node, String type, List<T> items, Function<T, JsonNode> of) {
    var list = node.putArray(type);
    items.forEach(item -> list.add(of.apply(item)));
  }

  private static String base64(SdkBytes bytes) {
    return Base64.getEncoder().encodeToString(bytes.asByteArray());
  }

  /** The record for the on-failure destination: the position of the records without their data. */
  String failureRecord(String functionArn, String shardId, String streamArn, Instant at) {
    var node = JSON.createObjectNode();
    node.putObject("requestContext")
        .put("functionArn", functionArn)
        .put("condition", "RetryAttemptsExhausted")
        .put("approximateInvokeCount", failures);
    node.putObject("responseContext")
        .put("statusCode", 200)
        .put("executedVersion", FunctionName.LATEST)
        .put("functionError", "Unhandled");
    node.put("version", "1.0");
    node.put("timestamp", at.toString());
    node.putObject("DDBStreamBatchInfo")
        .put("shardId", shardId)
        .put("startSequenceNumber", firstSequence())
        .put("endSequenceNumber", lastSequence())
        .put("batchSize", records.size())
        .put("streamArn", streamArn);
    return node.toString();
  }
}
