package dev.fanfare.local.scheduler;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import dev.fanfare.local.account.LocalAccount;
import dev.fanfare.loopback.LocalService;
import dev.fanfare.loopback.LoopbackHttp;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * EventBridge Scheduler's REST API, as far as schedules go: {@code CreateSchedule}, {@code
 * GetSchedule}, {@code UpdateSchedule}, {@code DeleteSchedule}, {@code ListSchedules}.
 */
public final class SchedulerService implements LocalService {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
  private static final String TYPE = "application/json";
  private static final int MAX_BYTES = 1024 * 1024;

  private final Schedules schedules;
  private final ScheduleReader reader;
  private final LoopbackHttp http;

  private SchedulerService(int port, LocalAccount account, Schedules schedules) {
    this.schedules = schedules;
    this.reader = new ScheduleReader(account);
    this.http = LoopbackHttp.start("EventBridge Scheduler", port, this::handle);
  }

  /**
   * @param port 0 for any free one
   * @throws dev.fanfare.loopback.ServiceStartException if the port is taken
   */
  public static SchedulerService start(int port, LocalAccount account, Schedules schedules) {
    return new SchedulerService(port, account, schedules);
  }

  /**
   * Makes a schedule as {@code CreateSchedule} does.
   *
   * @param body its JSON
   * @throws IllegalArgumentException when it is refused
   */
  public void create(String name, String body) {
    try {
      var now = schedules.clock().instant();
      schedules.put(reader.read(name, JSON.readTree(body), now, now));
    } catch (SchedulerException | JsonProcessingException e) {
      throw new IllegalArgumentException("schedule " + name + ": " + e.getMessage(), e);
    }
  }

  private void handle(HttpExchange exchange) throws IOException {
    exchange.getResponseHeaders().set("x-amzn-RequestId", UUID.randomUUID().toString());
    try {
      var answer = route(exchange);
      LoopbackHttp.answer(exchange, 200, TYPE, JSON.writeValueAsString(answer));
    } catch (SchedulerException e) {
      exchange.getResponseHeaders().set("x-amzn-ErrorType", e.code());
      LoopbackHttp.answer(
          exchange, e.status(), TYPE, JSON.writeValueAsString(Map.of("Message", e.getMessage())));
    }
  }

  private Map<String, Object> route(HttpExchange exchange) throws IOException {
    var path = List.of(exchange.getRequestURI().getRawPath().substring(1).split("/"));
    var call = exchange.getRequestMethod() + " /" + String.join("/", path);
    if (!path.get(0).equals("schedules") || path.size() > 2) {
      throw SchedulerException.unknown(call);
    }
    var query = Optional.ofNullable(exchange.getRequestURI().getRawQuery()).orElse("");
    ScheduleGroups.require(
        parameter(query, "groupName").or(() -> parameter(query, "ScheduleGroup")));
    if (path.size() == 1) {
      return list(exchange.getRequestMethod(), query, call);
    }
    var name = decoded(path.get(1));
    return switch (exchange.getRequestMethod()) {
      case "POST" -> create(name, tree(exchange));
      case "PUT" -> update(name, tree(exchange));
      case "GET" -> ScheduleShape.full(find(name));
      case "DELETE" -> delete(name);
      default -> throw SchedulerException.unknown(call);
    };
  }

  private Map<String, Object> create(String name, JsonNode body) {
    var now = schedules.clock().instant();
    var schedule = reader.read(name, body, now, now);
    if (schedules.find(name).isPresent()) {
      throw SchedulerException.exists(name);
    }
    schedules.put(schedule);
    return Map.of("ScheduleArn", schedule.arn());
  }

  private Map<String, Object> update(String name, JsonNode body) {
    var createdAt = find(name).createdAt();
    var schedule = reader.read(name, body, createdAt, schedules.clock().instant());
    schedules.put(schedule);
    return Map.of("ScheduleArn", schedule.arn());
  }

  private Map<String, Object> delete(String name) {
    find(name);
    schedules.remove(name);
    return Map.of();
  }

  private Map<String, Object> list(String method, String query, String call) {
    if (!method.equals("GET")) {
      throw SchedulerException.unknown(call);
    }
    var prefix = parameter(query, "NamePrefix").orElse("");
    return Map.of(
        "Schedules",
        schedules.all().stream()
            .filter(schedule -> schedule.name().startsWith(prefix))
            .map(ScheduleShape::summary)
            .toList());
  }

  private Schedule find(String name) {
    return schedules.find(name).orElseThrow(() -> SchedulerException.notFound("Schedule " + name));
  }

  private static JsonNode tree(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readNBytes(MAX_BYTES + 1);
    if (body.length > MAX_BYTES) {
      throw SchedulerException.invalid("The body has more than " + MAX_BYTES + " bytes");
    }
    try {
      return JSON.readTree(body);
    } catch (JsonProcessingException e) {
      throw SchedulerException.invalid("The body is no JSON: " + e.getMessage());
    }
  }

  private static Optional<String> parameter(String query, String name) {
    for (var pair : query.split("&")) {
      if (pair.startsWith(name + "=")) {
        return Optional.of(decoded(pair.substring(name.length() + 1)));
      }
    }
    return Optional.empty();
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  @Override
  public URI endpoint() {
    return http.endpoint();
  }

  @Override
  public void close() {
    http.close();
  }
}
