package dev.fanfare.local.cloudwatchlogs;

import dev.fanfare.local.http.Action;
import dev.fanfare.local.http.Input;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads events: of one stream, or of a group by a pattern. */
final class LineActions {
  /** Most events of one response. */
  private static final int PAGE = 10_000;

  /** Most characters of one response with several events. */
  private static final int PAGE_CHARACTERS = 1024 * 1024;

  private static final String FORWARD = "f/";
  private static final String BACKWARD = "b/";

  private final Logs logs;

  LineActions(Logs logs) {
    this.logs = logs;
  }

  void register(Map<String, Action> actions) {
    actions.put("FilterLogEvents", this::filter);
    actions.put("GetLogEvents", this::get);
  }

  private Map<String, Object> filter(Input input) {
    var query = LogQuery.of(logs, input, true);
    var pattern = FilterPattern.parse(input.text("filterPattern").orElse(""));
    long after = LogQuery.position(input, "", 0);
    List<LogLine> found =
        LogQuery.ofStreams(query.lines().stream(), input)
            .filter(line -> line.number() > after && pattern.matches(line.message()))
            .toList();
    List<LogLine> page = firstOf(found, LogQuery.limit(input, PAGE));
    var answer = new LinkedHashMap<String, Object>();
    answer.put("events", page.stream().map(LineActions::filtered).toList());
    answer.put("searchedLogStreams", List.of());
    if (page.size() < found.size()) {
      answer.put("nextToken", String.valueOf(page.get(page.size() - 1).number()));
    }
    return answer;
  }

  /** Pages in both directions; at either end, the token stays the same. */
  private Map<String, Object> get(Input input) {
    var query = LogQuery.of(logs, input, false);
    String stream = input.text("logStreamName").orElse("");
    List<LogLine> all =
        query.lines().stream().filter(line -> line.stream().equals(stream)).toList();
    int limit = LogQuery.limit(input, PAGE);
    String token = input.text("nextToken").orElse("");
    boolean isForward =
        token.isEmpty() ? input.flag("startFromHead", false) : token.startsWith(FORWARD);
    List<LogLine> page = isForward ? after(all, input, limit) : before(all, input, limit);
    // At an end the response is empty and the position stays, which tells the client to stop.
    String given = token.isEmpty() ? FORWARD : token.substring(0, FORWARD.length());
    long stays = LogQuery.position(input, given, 0);
    long first = page.isEmpty() ? stays : page.get(0).number();
    long last = page.isEmpty() ? stays : page.get(page.size() - 1).number();
    return Map.of(
        "events",
        page.stream().map(LineActions::shape).toList(),
        "nextForwardToken",
        FORWARD + last,
        "nextBackwardToken",
        BACKWARD + first);
  }

  private static List<LogLine> after(List<LogLine> all, Input input, int limit) {
    long position = LogQuery.position(input, FORWARD, 0);
    return firstOf(all.stream().filter(line -> line.number() > position).toList(), limit);
  }

  private static List<LogLine> before(List<LogLine> all, Input input, int limit) {
    long position = LogQuery.position(input, BACKWARD, Long.MAX_VALUE / 10);
    List<LogLine> earlier = all.stream().filter(line -> line.number() < position).toList();
    return earlier.subList(Math.max(0, earlier.size() - limit), earlier.size());
  }

  private static List<LogLine> firstOf(List<LogLine> lines, int limit) {
    int count = 0;
    long characters = 0;
    while (count < Math.min(limit, lines.size())) {
      characters += lines.get(count).message().length();
      if (count > 0 && characters > PAGE_CHARACTERS) {
        break;
      }
      count++;
    }
    return lines.subList(0, count);
  }

  private static Map<String, Object> filtered(LogLine line) {
    Map<String, Object> shape = shape(line);
    shape.put("logStreamName", line.stream());
    shape.put("eventId", "%056d".formatted(line.number()));
    return shape;
  }

  private static Map<String, Object> shape(LogLine line) {
    var shape = new LinkedHashMap<String, Object>();
    shape.put("timestamp", line.millis());
    shape.put("ingestionTime", line.millis());
    shape.put("message", line.message());
    return shape;
  }
}
