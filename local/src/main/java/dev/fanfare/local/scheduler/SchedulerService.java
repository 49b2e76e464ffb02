package dev.fanfare.local.scheduler;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpHandler;
import dev.fanfare.local.account.LocalAccount;
import dev.fanfare.local.http.Api;
import dev.fanfare.local.http.ApiError;
import dev.fanfare.local.http.RestApi;
import dev.fanfare.local.http.RestApi.Request;
import dev.fanfare.local.http.RestApi.Response;
import java.io.IOException;
import java.util.Map;

/**
 * The operations on schedules of EventBridge Scheduler's REST API: {@code CreateSchedule}, {@code
 * GetSchedule}, {@code UpdateSchedule}, {@code DeleteSchedule}, {@code ListSchedules}.
 */
public final class SchedulerService implements Api {
  private final Schedules schedules;
  private final ScheduleReader reader;

  public SchedulerService(LocalAccount account, Schedules schedules) {
    this.schedules = schedules;
    this.reader = new ScheduleReader(account);
  }

  @Override
  public HttpHandler handler() {
    return RestApi.handler("Message", this::answer);
  }

  /** Creates a schedule or replaces the one with the same name. */
  public void create(ScheduleSpec spec) {
    var now = schedules.clock().instant();
    schedules.put(new Schedule(spec, now, now));
  }

  private Response answer(Request request) throws IOException {
    return Response.json(200, route(request));
  }

  private Map<String, Object> route(Request request) throws IOException {
    var path = request.path();
    if (!path.get(0).equals("schedules") || path.size() > 2) {
      throw unknown(request);
    }
    ScheduleReader.requireGroup(
        request.parameter("groupName").or(() -> request.parameter("ScheduleGroup")));
    if (path.size() == 1) {
      return list(request);
    }
    var name = path.get(1);
    return switch (request.method()) {
      case "POST" -> create(name, request.json());
      case "PUT" -> update(name, request.json());
      case "GET" -> find(name).full();
      case "DELETE" -> delete(name);
      default -> throw unknown(request);
    };
  }

  private Map<String, Object> create(String name, JsonNode body) {
    var spec = reader.read(name, body);
    if (schedules.find(name).isPresent()) {
      throw new ApiError(409, "ConflictException", "Schedule " + name + " already exists.");
    }
    create(spec);
    return Map.of("ScheduleArn", spec.arn());
  }

  private Map<String, Object> update(String name, JsonNode body) {
    var createdAt = find(name).createdAt();
    var spec = reader.read(name, body);
    schedules.put(new Schedule(spec, createdAt, schedules.clock().instant()));
    return Map.of("ScheduleArn", spec.arn());
  }

  private Map<String, Object> delete(String name) {
    find(name);
    schedules.remove(name);
    return Map.of();
  }

  private Map<String, Object> list(Request request) {
    if (!request.method().equals("GET")) {
      throw unknown(request);
    }
    var prefix = request.parameter("NamePrefix").orElse("");
    return Map.of(
        "Schedules",
        schedules.all().stream()
            .filter(schedule -> schedule.name().startsWith(prefix))
            .map(Schedule::summary)
            .toList());
  }

  private static ApiError unknown(Request request) {
    return new ApiError(
        404,
        "UnknownOperationException",
        "The local EventBridge Scheduler does not support " + request);
  }

  private Schedule find(String name) {
    return schedules.find(name).orElseThrow(() -> ScheduleReader.notFound("Schedule " + name));
  }
}
