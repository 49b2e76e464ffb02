package dev.fanfare.local.stepfunctions.api;

import dev.fanfare.local.http.ApiError;
import dev.fanfare.local.stepfunctions.execution.Engine;
import dev.fanfare.local.stepfunctions.execution.MapRun;
import dev.fanfare.local.stepfunctions.maprun.MapRunCounts;
import dev.fanfare.local.stepfunctions.maprun.MapSettings;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/** Lists, describes and updates Map Runs. */
record MapRunActions(Engine engine) {

  void register(Map<String, Function<Request, Map<String, Object>>> actions) {
    actions.put("ListMapRuns", this::list);
    actions.put("DescribeMapRun", this::describe);
    actions.put("UpdateMapRun", this::update);
  }

  private Map<String, Object> list(Request request) {
    var arn = ExecutionActions.find(engine, request).execution().arn();
    return new Page<>("mapRuns", "mapRuns " + arn, engine.executions().mapRunsOf(arn), true)
        .answer(request, all -> true, MapRunActions::brief);
  }

  private static Map<String, Object> brief(MapRun mapRun) {
    var fields = new LinkedHashMap<String, Object>();
    fields.put("executionArn", mapRun.parent().arn());
    fields.put("mapRunArn", mapRun.arn());
    fields.put("stateMachineArn", mapRun.stateMachineArn());
    fields.put("startDate", mapRun.startDate());
    mapRun.stopDate().ifPresent(date -> fields.put("stopDate", date));
    return fields;
  }

  private Map<String, Object> describe(Request request) {
    var mapRun = find(engine, request.requiredText("mapRunArn"));
    var state = mapRun.snapshot();
    var settings = state.settings();
    var counts = counts(state.counts());
    var fields = new LinkedHashMap<String, Object>();
    fields.put("mapRunArn", mapRun.arn());
    fields.put("executionArn", mapRun.parent().arn());
    fields.put("status", state.status().name());
    fields.put("startDate", mapRun.startDate());
    state.stopDate().ifPresent(date -> fields.put("stopDate", date));
    fields.put("maxConcurrency", settings.maxConcurrency());
    fields.put("toleratedFailurePercentage", settings.toleratedFailurePercentage().orElse(0.0));
    fields.put("toleratedFailureCount", settings.toleratedFailureCount().orElse(0L));
    fields.put("itemCounts", counts);
    fields.put("executionCounts", counts);
    fields.put("redriveCount", 0);
    return fields;
  }

  private static Map<String, Object> counts(MapRunCounts counts) {
    var fields = new LinkedHashMap<String, Object>();
    fields.put("pending", counts.pending());
    fields.put("running", counts.running());
    fields.put("succeeded", counts.succeeded());
    fields.put("failed", counts.failed());
    fields.put("timedOut", counts.timedOut());
    fields.put("aborted", counts.aborted());
    fields.put("total", counts.total());
    fields.put("resultsWritten", counts.resultsWritten());
    fields.put("failuresNotRedrivable", 0);
    fields.put("pendingRedrive", 0);
    return fields;
  }

  private Map<String, Object> update(Request request) {
    var concurrency = request.whole("maxConcurrency", 0, Integer.MAX_VALUE);
    var percentage = request.number("toleratedFailurePercentage", 0, 100);
    var count = request.whole("toleratedFailureCount", 0, Long.MAX_VALUE);
    var mapRun = find(engine, request.requiredText("mapRunArn"));
    mapRun.update(
        old ->
            new MapSettings(
                concurrency.map(Long::intValue).orElse(old.maxConcurrency()),
                percentage.or(old::toleratedFailurePercentage),
                count.or(old::toleratedFailureCount)));
    return Map.of();
  }

  static MapRun find(Engine engine, String arn) {
    Request.requireArn(arn, "mapRun");
    return engine
        .executions()
        .findMapRun(arn)
        .orElseThrow(
            () -> new ApiError(400, "ResourceNotFound", "Resource not found: '" + arn + "'"));
  }
}
