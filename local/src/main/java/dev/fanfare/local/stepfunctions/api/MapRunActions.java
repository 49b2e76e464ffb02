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
    var shown = new LinkedHashMap<String, Object>();
    shown.put("executionArn", mapRun.parent().arn());
    shown.put("mapRunArn", mapRun.arn());
    shown.put("stateMachineArn", mapRun.stateMachineArn());
    shown.put("startDate", mapRun.startDate());
    mapRun.stopDate().ifPresent(date -> shown.put("stopDate", date));
    return shown;
  }

  private Map<String, Object> describe(Request request) {
    var mapRun = find(engine, request.requiredText("mapRunArn"));
    var state = mapRun.snapshot();
    var settings = state.settings();
    var counts = counts(state.counts());
    var shown = new LinkedHashMap<String, Object>();
    shown.put("mapRunArn", mapRun.arn());
    shown.put("executionArn", mapRun.parent().arn());
    shown.put("status", state.status().name());
    shown.put("startDate", mapRun.startDate());
    state.stopDate().ifPresent(date -> shown.put("stopDate", date));
    shown.put("maxConcurrency", settings.maxConcurrency());
    shown.put("toleratedFailurePercentage", settings.toleratedFailurePercentage().orElse(0.0));
    shown.put("toleratedFailureCount", settings.toleratedFailureCount().orElse(0L));
    shown.put("itemCounts", counts);
    shown.put("executionCounts", counts);
    shown.put("redriveCount", 0);
    return shown;
  }

  private static Map<String, Object> counts(MapRunCounts counts) {
    var shown = new LinkedHashMap<String, Object>();
    shown.put("pending", counts.pending());
    shown.put("running", counts.running());
    shown.put("succeeded", counts.succeeded());
    shown.put("failed", counts.failed());
    shown.put("timedOut", counts.timedOut());
    shown.put("aborted", counts.aborted());
    shown.put("total", counts.total());
    shown.put("resultsWritten", counts.resultsWritten());
    shown.put("failuresNotRedrivable", 0);
    shown.put("pendingRedrive", 0);
    return shown;
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
