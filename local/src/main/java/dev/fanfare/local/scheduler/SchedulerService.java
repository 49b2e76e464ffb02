package dev.fanfare.local.scheduler;

import com.sun.net.httpserver.HttpHandler;
import dev.fanfare.local.account.LocalAccount;
import dev.fanfare.local.http.Api;
import dev.fanfare.local.http.ApiError;
import dev.fanfare.local.http.RestApi;
import dev.fanfare.local.http.RestApi.Response;
import dev.fanfare.local.http.RestRoutes;
import dev.fanfare.local.http.RestRoutes.Call;
import java.io.IOException;
import java.util.Map;

/**
 * The operations on schedules of EventBridge Scheduler's REST API: {@code CreateSchedule}, {@code
 * GetSchedule}, {@code UpdateSchedule}, {@code DeleteSchedule}, {@code ListSchedules}.
 */
public final class SchedulerService implements Api {
  private static final String SCHEDULE = "schedules/{}";
  private static final String GROUP = "groupName";
  private static final String LISTED_GROUP = "ScheduleGroup";

  private final Schedules schedules;
  private final ScheduleReader reader;

  public SchedulerService(LocalAccount account, Schedules schedules) {
    this.schedules = schedules;
    this.reader = new ScheduleReader(account);
  }

  @Override
  public HttpHandler handler() {
    var routes =
        new RestRoutes("EventBridge Scheduler")
            .on("CreateSchedule", "POST", SCHEDULE, ScheduleReader.MEMBERS, this::create)
            .on("UpdateSchedule", "PUT", SCHEDULE, ScheduleReader.MEMBERS, this::update)
            .on("GetSchedule", "GET", SCHEDULE, this::get, GROUP)
            .on("DeleteSchedule", "DELETE", SCHEDULE, this::delete, GROUP, "clientToken")
            .on("ListSchedules", "GET", "schedules", this::list, "NamePrefix", LISTED_GROUP);
    return RestApi.handler("Message", routes);
  }

  /** Creates a schedule or replaces the one with the same name. */
  public void create(ScheduleSpec spec) {
    var now = schedules.clock().instant();
    schedules.put(new Schedule(spec, now, now));
  }

  private Response create(Call call) throws IOException {
    var spec = reader.read(call.name(), call.body().fields());
    if (schedules.find(call.name()).isPresent()) {
      throw new ApiError(409, "ConflictException", "Schedule " + call.name() + " already exists.");
    }
    create(spec);
    return Response.json(200, Map.of("ScheduleArn", spec.arn()));
  }

  private Response update(Call call) throws IOException {
    var createdAt = find(call.name()).createdAt();
    var spec = reader.read(call.name(), call.body().fields());
    schedules.put(new Schedule(spec, createdAt, schedules.clock().instant()));
    return Response.json(200, Map.of("ScheduleArn", spec.arn()));
  }

  private Response get(Call call) throws IOException {
    ScheduleReader.requireGroup(call.request().parameter(GROUP));
    return Response.json(200, find(call.name()).full());
  }

  private Response delete(Call call) throws IOException {
    ScheduleReader.requireGroup(call.request().parameter(GROUP));
    find(call.name());
    schedules.remove(call.name());
    return Response.json(200, Map.of());
  }

  private Response list(Call call) throws IOException {
    ScheduleReader.requireGroup(call.request().parameter(LISTED_GROUP));
    var prefix = call.request().parameter("NamePrefix").orElse("");
    var shapes =
        schedules.all().stream()
            .filter(schedule -> schedule.name().startsWith(prefix))
            .map(Schedule::summary)
            .toList();
    return Response.json(200, Map.of("Schedules", shapes));
  }

  private Schedule find(String name) {
    return schedules.find(name).orElseThrow(() -> ScheduleReader.notFound("Schedule " + name));
  }
}
