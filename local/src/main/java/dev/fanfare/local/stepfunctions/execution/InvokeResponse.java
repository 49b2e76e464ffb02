package dev.fanfare.local.stepfunctions.execution;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.fanfare.local.lambda.Invocation;
import dev.fanfare.local.stepfunctions.query.Document;
import dev.fanfare.local.stepfunctions.query.Json;
import dev.fanfare.local.stepfunctions.query.RandomIds;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What {@code arn:aws:states:::lambda:invoke} makes of an answer: the payload amid the metadata of
 * the call. All of it is the task's result and counts towards the size limit.
 */
final class InvokeResponse {
  private InvokeResponse() {}

  static Document of(Invocation invocation, Engine engine) {
    var headers = headers(invocation, engine);
    var all = new LinkedHashMap<String, Object>();
    headers.forEach((name, value) -> all.put(name, List.of(value)));
    var http = new LinkedHashMap<String, Object>();
    http.put("AllHttpHeaders", all);
    http.put("HttpHeaders", headers);
    http.put("HttpStatusCode", 200);
    var response = new LinkedHashMap<String, Object>();
    response.put("ExecutedVersion", invocation.executedVersion());
    response.put("Payload", parse(new String(invocation.payload(), StandardCharsets.UTF_8)));
    response.put("SdkHttpMetadata", http);
    response.put("SdkResponseMetadata", Map.of("RequestId", invocation.requestId()));
    response.put("StatusCode", 200);
    return Document.of(response);
  }

  /** The value of a function's answer; an answer that is not JSON stays the text it is. */
  static Object parse(String payload) {
    try {
      return Json.parse(payload);
    } catch (JsonProcessingException e) {
      return payload;
    }
  }

  static String requestId(Engine engine) {
    return RandomIds.uuid(engine.random()).toString();
  }

  private static Map<String, Object> headers(Invocation invocation, Engine engine) {
    var now = ZonedDateTime.ofInstant(engine.clock().instant(), ZoneOffset.UTC);
    var headers = new LinkedHashMap<String, Object>();
    headers.put("X-Amz-Executed-Version", invocation.executedVersion());
    headers.put("x-amzn-Remapped-Content-Length", "0");
    headers.put("Connection", "keep-alive");
    headers.put("x-amzn-RequestId", invocation.requestId());
    headers.put("Content-Length", Integer.toString(invocation.payload().length));
    headers.put("Date", DateTimeFormatter.RFC_1123_DATE_TIME.format(now));
    headers.put("X-Amzn-Trace-Id", traceId(now, engine));
    headers.put("Content-Type", "application/json");
    return headers;
  }

  private static String traceId(ZonedDateTime now, Engine engine) {
    return "root=1-%08x-%024x;sampled=0"
        .formatted(now.toEpochSecond(), engine.random().nextLong() >>> 1);
  }
}
