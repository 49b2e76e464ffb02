package dev.fanfare.local.lambda;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * The record for a function's on-failure destination: the event and the function's last response
 * (lambda/latest/dg/invocation-async-retain-records).
 *
 * @param condition {@code RetriesExhausted} or {@code EventAgeExceeded}
 * @param invocation the last one; empty if the function was never invoked
 */
record FailureRecord(
    String function,
    byte[] event,
    String condition,
    int invocations,
    Optional<Invocation> invocation,
    Instant at) {
  private static final ObjectMapper JSON = new ObjectMapper();

  String toJson() {
    var record = JSON.createObjectNode();
    record.put("version", "1.0");
    record.put("timestamp", at.truncatedTo(ChronoUnit.MILLIS).toString());
    var context = record.putObject("requestContext");
    invocation.ifPresent(last -> context.put("requestId", last.requestId()));
    context.put("functionArn", function);
    context.put("condition", condition);
    context.put("approximateInvokeCount", invocations);
    try {
      record.set("requestPayload", JSON.readTree(event));
      if (invocation.isPresent()) {
        var last = invocation.get();
        var response = record.putObject("responseContext");
        response.put("statusCode", 200);
        response.put("executedVersion", last.executedVersion());
        last.functionError().ifPresent(error -> response.put("functionError", error));
        record.set("responsePayload", JSON.readTree(last.payload()));
      }
      return JSON.writeValueAsString(record);
    } catch (IOException e) {
      throw new IllegalStateException("no JSON: " + new String(event, StandardCharsets.UTF_8), e);
    }
  }
}
