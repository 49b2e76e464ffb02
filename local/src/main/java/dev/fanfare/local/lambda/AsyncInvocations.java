package dev.fanfare.local.lambda;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asynchronous invocations ({@code InvocationType: Event}). As on Lambda, a failed event is retried
 * up to twice, and an event that finds no capacity is retried for hours. An abandoned event goes to
 * the function's on-failure destination, if it has one.
 *
 * @param retryDelays the delay before each retry, normally {@link #RETRY_DELAYS}
 * @param policies returns the policy of a function, by its name
 * @param destinations sends a record to a queue, by the queue's ARN
 * @param clock for the timestamps of records
 */
public record AsyncInvocations(
    FunctionInvoker functions,
    ScheduledExecutorService timers,
    List<Duration> retryDelays,
    Function<String, AsyncPolicy> policies,
    BiConsumer<String, String> destinations,
    Clock clock) {
  /** Lambda's delays before the second and the third attempt. */
  public static final List<Duration> RETRY_DELAYS =
      List.of(Duration.ofMinutes(1), Duration.ofMinutes(2));

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Logger LOG = LoggerFactory.getLogger(AsyncInvocations.class);
  private static final Duration FIRST_BACK_OFF = Duration.ofSeconds(1);
  private static final Duration MAX_BACK_OFF = Duration.ofMinutes(5);

  public AsyncInvocations {
    retryDelays = List.copyOf(retryDelays);
  }

  /**
   * An event and its attempts so far.
   *
   * @param failures the number of failed attempts
   * @param backOff the delay before the next attempt if there is no capacity
   * @param age the time it has waited for capacity
   */
  private record Event(
      String function, byte[] payload, int failures, Duration backOff, Duration age) {

    Event failed() {
      return new Event(function, payload, failures + 1, FIRST_BACK_OFF, age);
    }

    Event throttled() {
      var doubled = backOff.multipliedBy(2);
      var next = doubled.compareTo(MAX_BACK_OFF) < 0 ? doubled : MAX_BACK_OFF;
      return new Event(function, payload, failures, next, age.plus(backOff));
    }
  }

  /** Accepts an event. The function's response is discarded. */
  public void submit(String function, byte[] payload) {
    attempt(new Event(function, payload, 0, FIRST_BACK_OFF, Duration.ZERO));
  }

  private void attempt(Event event) {
    functions
        .invoke(event.function(), event.payload())
        .whenComplete(
            (invocation, refusal) -> {
              if (refusal != null) {
                refused(event, refusal);
              } else {
                invocation.functionError().ifPresent(error -> failed(event, invocation));
              }
            });
  }

  private void failed(Event event, Invocation invocation) {
    if (event.failures() >= Math.min(retryDelays.size(), policy(event).retries())) {
      LOG.warn("{} failed {} times; event abandoned", event.function(), event.failures() + 1);
      giveUp(event, "RetriesExhausted", event.failures() + 1, Optional.of(invocation));
    } else {
      retryAfter(retryDelays.get(event.failures()), event.failed());
    }
  }

  private void refused(Event event, Throwable refusal) {
    var cause =
        refusal instanceof CompletionException && refusal.getCause() != null
            ? refusal.getCause()
            : refusal;
    boolean isTemporary =
        cause instanceof InvocationRejectedException e
            && (e.status() == 429
                || e.code().equals(InvocationRejectedException.SNAPSHOT_NOT_READY));
    if (isTemporary && event.age().compareTo(policy(event).maxAge()) < 0) {
      retryAfter(event.backOff(), event.throttled());
    } else {
      LOG.warn("Abandoned an event for {}: {}", event.function(), cause.getMessage());
      giveUp(event, "EventAgeExceeded", event.failures(), Optional.empty());
    }
  }

  private AsyncPolicy policy(Event event) {
    return policies.apply(FunctionName.parse(event.function()).name());
  }

  private void giveUp(Event event, String condition, int invocations, Optional<Invocation> last) {
    policy(event)
        .onFailureQueueArn()
        .ifPresent(
            queue ->
                destinations.accept(queue, failureRecord(event, condition, invocations, last)));
  }

  /**
   * The record of an abandoned event, with the function's last response (see
   * lambda/latest/dg/invocation-async-retain-records).
   *
   * @param condition {@code RetriesExhausted} or {@code EventAgeExceeded}
   * @param invocation the last invocation; empty if the function was never invoked
   */
  private String failureRecord(
      Event event, String condition, int invocations, Optional<Invocation> invocation) {
    var record = JSON.createObjectNode();
    record.put("version", "1.0");
    record.put("timestamp", clock.instant().truncatedTo(ChronoUnit.MILLIS).toString());
    var context = record.putObject("requestContext");
    invocation.ifPresent(last -> context.put("requestId", last.requestId()));
    context.put("functionArn", event.function());
    context.put("condition", condition);
    context.put("approximateInvokeCount", invocations);
    try {
      record.set("requestPayload", JSON.readTree(event.payload()));
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
      throw new IllegalStateException(
          "Not JSON: " + new String(event.payload(), StandardCharsets.UTF_8), e);
    }
  }

  private void retryAfter(Duration delay, Event event) {
    timers.schedule(() -> attempt(event), delay.toMillis(), TimeUnit.MILLISECONDS);
  }
}
