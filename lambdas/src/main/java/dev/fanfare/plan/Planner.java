package dev.fanfare.plan;

import com.amazonaws.services.lambda.runtime.Context;
import com.fasterxml.jackson.core.JsonProcessingException;
import dev.fanfare.archive.MessageArchive;
import dev.fanfare.broadcast.BroadcastBucket;
import dev.fanfare.broadcast.BroadcastBucket.MissingObjectException;
import dev.fanfare.broadcast.BroadcastKeys;
import dev.fanfare.broadcast.InvalidRequestException;
import dev.fanfare.broadcast.ShardWriter;
import dev.fanfare.config.Deadline;
import dev.fanfare.estimate.Estimate;
import dev.fanfare.outcomes.ReportTimes;
import dev.fanfare.plan.audience.Audience;
import dev.fanfare.plan.audience.DynamoAudiences;
import dev.fanfare.request.PositionedMessage;
import dev.fanfare.request.Request;
import dev.fanfare.text.Json;
import java.time.Instant;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Plans a broadcast, one invocation at a time.
 *
 * <p>The Map must never find shards of a failed attempt. Therefore every plan has its own prefix,
 * named after the invocation that started it, and an invocation claims a cursor with a conditional
 * write before it continues. A retry finds its cursor claimed and cannot know what the failed
 * attempt has written since, so it starts a new plan under a new prefix.
 */
public final class Planner {
  private final BroadcastBucket bucket;
  private final MessageArchive archive;
  private final DynamoAudiences audiences;
  private final EarlierBroadcasts earlier;
  private final UnaryOperator<String> inputs;
  private final Forecast forecast;
  private final Executor readers;
  private final LongSupplier ticker;

  /**
   * @param inputs returns an execution's input, character for character, by the execution's name
   * @param readers runs the reads of the audience
   * @param ticker a monotonic clock, in nanoseconds
   */
  public Planner(
      BroadcastBucket bucket,
      MessageArchive archive,
      DynamoAudiences audiences,
      EarlierBroadcasts earlier,
      UnaryOperator<String> inputs,
      Forecast forecast,
      Executor readers,
      LongSupplier ticker) {
    this.bucket = bucket;
    this.archive = archive;
    this.audiences = audiences;
    this.earlier = earlier;
    this.inputs = inputs;
    this.forecast = forecast;
    this.readers = readers;
    this.ticker = ticker;
  }

  /**
   * Plans until the plan is finished or the invocation runs out of time.
   *
   * @param context of the invocation
   * @throws dev.fanfare.broadcast.InvalidRequestException if the request breaks a rule
   * @throws IllegalStateException if a page of the audience cannot be read, or the thread is
   *     interrupted
   */
  public PlanShardsResult plan(PlanShardsPayload payload, Context context) {
    try {
      var deadline = Deadline.of(context, System::nanoTime);
      return plan(payload, context.getAwsRequestId(), deadline::isNear);
    } catch (ExecutionException e) {
      throw new IllegalStateException("a page of the audience could not be read", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while planning", e);
    }
  }

  /**
   * @param invocationId names a plan that starts with this call
   * @param isTimeUp whether the planner must return its cursor
   * @throws dev.fanfare.broadcast.InvalidRequestException if the request breaks a rule
   */
  PlanShardsResult plan(PlanShardsPayload payload, String invocationId, BooleanSupplier isTimeUp)
      throws InterruptedException, ExecutionException {
    var keys = new BroadcastKeys(payload.broadcastId());
    Request request = new RequestSource(bucket, keys, inputs).read(payload.request());
    Instant startedAt = Instant.parse(payload.startedAt());
    var handedOver = DirectHandover.in(payload.request());
    if (handedOver.isPresent()) {
      return planHandover(handedOver.get(), request, payload.broadcastId(), startedAt);
    }
    var cancelled = new CancelCheck(bucket, keys.cancel(), ticker);
    BooleanSupplier mustStop = () -> isTimeUp.getAsBoolean() || cancelled.getAsBoolean();
    PlanCursor reached = reach(payload, invocationId, request, keys, startedAt, mustStop);
    // After a cancellation, the part planned so far is the whole plan; its pushers post nothing.
    if (!cancelled.getAsBoolean()) {
      requireTime(request, payload.broadcastId(), startedAt, reached.planned());
    }
    boolean finished =
        cancelled.getAsBoolean() || reached.lanes().stream().allMatch(PlanCursor.Lane::ended);
    Estimate estimate = finished ? estimate(request, reached) : null;
    Instant plannedAt = forecast.now();
    if (estimate != null && request.dryRun()) {
      var times = ReportTimes.of(startedAt.toString(), plannedAt);
      var report =
          new DryRunReport(
              payload.broadcastId(), reached.planned(), reached.shards(), times, estimate);
      bucket.write(keys.report(), json(report));
    }
    return new PlanShardsResult(
        finished,
        new PlanShardsResult.WrittenPlan(
            keys.shards(reached.attempt()), keys.message(), reached.planned(), reached.shards()),
        PlanShardsResult.Limits.of(request, startedAt),
        finished ? null : reached,
        request.dryRun(),
        plannedAt.toString(),
        estimate,
        null);
  }

  /** The message is archived before its audience is counted, so a refusal withdraws it. */
  private void requireTime(Request request, String broadcastId, Instant startedAt, long planned) {
    try {
      forecast.requireTime(request, startedAt, planned);
    } catch (InvalidRequestException e) {
      archive.withdraw(request.audience().channels(), broadcastId);
      throw e;
    }
  }

  /**
   * The connections that the function did not settle are in one shard; the message already has its
   * position.
   */
  private PlanShardsResult planHandover(
      DirectHandover handedOver, Request request, String broadcastId, Instant startedAt) {
    var keys = new BroadcastKeys(broadcastId);
    bucket.write(keys.message(), posted(request, positions(request, broadcastId, startedAt)));
    return new PlanShardsResult(
        true,
        new PlanShardsResult.WrittenPlan(
            keys.missed(DirectHandover.ROUND), keys.message(), handedOver.planned(), 1),
        new PlanShardsResult.Limits(null, null, request.priority()),
        null,
        false,
        forecast.now().toString(),
        null,
        handedOver.settled());
  }

  /** Continues where the last invocation stopped, or starts a new plan. */
  private PlanCursor reach(
      PlanShardsPayload payload,
      String invocationId,
      Request request,
      BroadcastKeys keys,
      Instant startedAt,
      BooleanSupplier mustStop)
      throws InterruptedException, ExecutionException {
    // Refuse before anything is archived.
    var earlierAudience = request.audience().earlier().map(earlier::audience);
    // Before the members are read: a connection that joins later finds the message in the archive
    // and gets no push.
    Map<String, Long> positions = positions(request, payload.broadcastId(), startedAt);
    try (Audience audience = earlierAudience.orElseGet(() -> audience(request, positions))) {
      PlanCursor from = claim(payload.cursor(), keys);
      if (from == null) {
        if (!request.dryRun()) {
          bucket.write(keys.message(), posted(request, positions));
        }
        from = new PlanCursor(invocationId, 0, ShardPlan.start(audience), 0, 0);
      }
      return plan(request, audience, from, keys, mustStop);
    } catch (ExecutionException e) {
      throw refusalOr(e, request);
    }
  }

  private Estimate estimate(Request request, PlanCursor reached) {
    return forecast.of(request, message(request).length, reached.planned());
  }

  private static byte[] json(DryRunReport report) {
    try {
      return Json.MAPPER.writeValueAsBytes(report);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a report is always JSON", e);
    }
  }

  private Audience audience(Request request, Map<String, Long> positions) {
    return audiences.of(
        request.audience(),
        channel ->
            positions.containsKey(channel)
                ? OptionalLong.of(positions.get(channel))
                : OptionalLong.empty());
  }

  /**
   * Archives the message, unless it is a resend or a dry run.
   *
   * @return its positions by channel; empty if it is not archived
   */
  private Map<String, Long> positions(Request request, String broadcastId, Instant startedAt) {
    return request
        .message()
        .filter(message -> !request.dryRun())
        .map(
            message ->
                archive.append(
                    request.audience().channels(),
                    broadcastId,
                    message,
                    startedAt,
                    request.isNarrowed()))
        .orElse(Map.of());
  }

  /** Channel members get the message with its position; everyone else gets {@code data} alone. */
  private byte[] posted(Request request, Map<String, Long> positions) {
    return request.audience().channels().isEmpty()
        ? message(request)
        : PositionedMessage.of(message(request), positions);
  }

  /** A retry cannot restore files that have expired. */
  private ExecutionException refusalOr(ExecutionException trouble, Request request) {
    if (trouble.getCause() instanceof MissingObjectException
        && request.audience().earlier().isPresent()) {
      throw earlier.expired(request.audience().earlier().get());
    }
    return trouble;
  }

  private byte[] message(Request request) {
    return request
        .message()
        .orElseGet(() -> earlier.message(request.audience().earlier().orElseThrow()));
  }

  /**
   * Returns null if there is no cursor, or a failed attempt has claimed it: the plan then starts
   * anew.
   */
  private @Nullable PlanCursor claim(@Nullable PlanCursor cursor, BroadcastKeys keys) {
    if (cursor == null) {
      return null;
    }
    return bucket.writeIfAbsent(keys.claim(cursor.attempt(), cursor.invocation()), new byte[0])
        ? cursor
        : null;
  }

  private PlanCursor plan(
      Request request,
      Audience audience,
      PlanCursor from,
      BroadcastKeys keys,
      BooleanSupplier isTimeUp)
      throws InterruptedException, ExecutionException {
    var shards =
        request.dryRun()
            ? ShardWriter.counting(forecast.shardSize(), from.shards(), from.planned())
            : new ShardWriter(
                bucket,
                keys.shards(from.attempt()),
                forecast.shardSize(),
                from.shards(),
                from.planned());
    var plan =
        new ShardPlan(
            audience, request.audience()::excludes, shards, from.lanes(), readers, isTimeUp);
    var lanes = plan.run();
    return new PlanCursor(
        from.attempt(), from.invocation() + 1, lanes, shards.connections(), shards.shards());
  }
}
