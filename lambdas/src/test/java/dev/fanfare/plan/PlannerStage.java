package dev.fanfare.plan;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.fanfare.archive.MemoryArchive;
import dev.fanfare.broadcast.MemoryBucket;
import dev.fanfare.estimate.TimeLimit;
import dev.fanfare.text.Json;
import java.util.Set;
import java.util.function.LongSupplier;

/** A planner with its collaborators in memory. A test adds rows before it plans. */
final class PlannerStage {
  static final String ID = "spring-sale";
  static final String STARTED_AT = "2026-11-22T08:00:00.123Z";

  final MemoryBucket bucket = new MemoryBucket();
  final MemoryArchive archive = new MemoryArchive();
  final ConnectionTableRows table = new ConnectionTableRows();
  LongSupplier ticker = () -> 0;
  TimeLimit limit = TimeLimit.of(14);

  PlanShardsResult plan(JsonNode request, PlanCursor cursor, String invocation, boolean timeIsUp)
      throws Exception {
    // Each request is the first with its id.
    bucket.delete("broadcasts/" + ID + "/request.json");
    return new Planner(
            bucket,
            archive,
            table.audiences(),
            new MemoryExecutions().broadcasts(bucket),
            name -> request.toString(),
            Forecasts.of(bucket, 3, limit),
            Runnable::run,
            ticker)
        .plan(new PlanShardsPayload(ID, STARTED_AT, request, cursor), invocation, () -> timeIsUp);
  }

  /** A cursor after its round trip through Step Functions. */
  static PlanCursor through(PlanCursor cursor) throws Exception {
    return Json.MAPPER.readValue(Json.MAPPER.writeValueAsString(cursor), PlanCursor.class);
  }

  static JsonNode requestTo(Set<String> users) {
    var request = Json.MAPPER.createObjectNode().put("data", 1);
    users.forEach(request.putArray("users")::add);
    return request;
  }

  static JsonNode request(String json) throws JsonProcessingException {
    return Json.MAPPER.readTree(json);
  }
}
