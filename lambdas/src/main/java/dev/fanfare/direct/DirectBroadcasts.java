package dev.fanfare.direct;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fanfare.broadcast.BroadcastBucket;
import dev.fanfare.broadcast.BroadcastId;
import dev.fanfare.broadcast.BroadcastKeys;
import dev.fanfare.broadcast.BroadcastPath;
import dev.fanfare.broadcast.Connection;
import dev.fanfare.broadcast.DirectSummary;
import dev.fanfare.broadcast.MessageArchive;
import dev.fanfare.broadcast.PositionedMessage;
import dev.fanfare.broadcast.Priority;
import dev.fanfare.broadcast.Request;
import dev.fanfare.broadcast.RequestReader;
import dev.fanfare.broadcast.ShardWriter;
import dev.fanfare.config.DirectRows;
import dev.fanfare.config.Json;
import dev.fanfare.config.Reason;
import dev.fanfare.outcomes.ShardResult;
import dev.fanfare.push.DirectPush.Pushed;
import dev.fanfare.push.Progress;
import dev.fanfare.reduce.DirectReducer;
import dev.fanfare.reduce.DirectReducer.Reduced;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Posts to the members of a channel without an execution, where they are few.
 *
 * <pre>
 *   archive ──► members ──► more than the limit ──► an execution, as for any request
 *                  │
 *                  └──► post ──► everyone settled ──► two rows: report and list
 *                         └────► some are not ──────► an execution with exactly these
 * </pre>
 *
 * <p>Nobody is lost: what is not settled, or cannot be known, an execution goes on with. Nobody is
 * posted to twice on purpose: a request that comes again finds its position in the archive, and
 * what became of it in the log. Only one whose function ended in the middle is posted again.
 */
public final class DirectBroadcasts {
  private static final String PLAN = "direct";

  /** Files that take more room in a row would cost more there than in the bucket. */
  private static final int MOST_PACKED_BYTES = 8 * 1024;

  private final int limit;
  private final Duration underWay;
  private final Bookings bookings;
  private final MessageArchive archive;
  private final Members members;
  private final Push push;
  private final DirectReducer reducer;
  private final DirectLog direct;
  private final Ending stale;
  private final BroadcastBucket bucket;
  private final Executions executions;
  private final Clock clock;

  /**
   * How executions are started.
   *
   * @param whole takes a request and its id, and starts it as any other
   * @param named takes a name and an input
   */
  public record Executions(BiConsumer<byte[], String> whole, BiConsumer<String, String> named) {}

  /**
   * What became of a request, and where its message stands.
   *
   * @param position in the channel; empty if an execution gives it one
   */
  public record Result(Taken taken, OptionalLong position) {}

  /**
   * @param limit most connections that are posted to directly; 0 for none
   * @param underWay how long a call that has archived a message may still be posting it; none where
   *     a request comes again only when the call before has ended
   * @param stale ends connections that were found gone
   */
  DirectBroadcasts(
      int limit,
      Duration underWay,
      Bookings bookings,
      MessageArchive archive,
      Members members,
      Push push,
      DirectReducer reducer,
      DirectLog direct,
      Ending stale,
      BroadcastBucket bucket,
      Executions executions,
      Clock clock) {
    this.limit = limit;
    this.underWay = underWay;
    this.bookings = bookings;
    this.archive = archive;
    this.members = members;
    this.push = push;
    this.reducer = reducer;
    this.direct = direct;
    this.stale = stale;
    this.bucket = bucket;
    this.executions = executions;
    this.clock = clock;
  }

  /**
   * Takes a request to one channel. Safe to call again with the same one.
   *
   * @param fallbackId names the broadcast when the request does not
   * @param longest how long to post at most
   * @param log takes lines for the operator
   * @throws BusyException when it is a client's, and clients have too many posts to come
   */
  public Result take(byte[] json, String fallbackId, Duration longest, Consumer<String> log) {
    Request request = RequestReader.read(json);
    String id = request.id().orElseGet(() -> BroadcastId.check("message id", fallbackId));
    // Before anything is kept: what is refused has never been.
    var booking = bookings.of(request, clock.instant());
    if (limit == 0 || !isPlain(request)) {
      executions.whole().accept(json, id);
      return new Result(Taken.STARTED, OptionalLong.empty());
    }
    String channel = request.channels().iterator().next();
    Instant startedAt = clock.instant();
    String data = new String(request.message().orElseThrow(), StandardCharsets.UTF_8);
    var place = archive.put(channel, id, data, startedAt, request.isNarrowed());
    Optional<Taken> known =
        place.isNew() ? Optional.empty() : known(channel, place.position(), id, startedAt);
    var positions = Map.of(channel, place.position());
    Taken taken =
        known.orElseGet(
            () -> postOrStart(request, booking, json, id, positions, startedAt, longest, log));
    known.ifPresent(any -> booking.settle(0, startedAt));
    return new Result(taken, OptionalLong.of(place.position()));
  }

  private Taken postOrStart(
      Request request,
      Bookings.Booking booking,
      byte[] json,
      String id,
      Map<String, Long> positions,
      Instant startedAt,
      Duration longest,
      Consumer<String> log) {
    var audience = audience(request, positions, log);
    if (audience.isEmpty()) {
      executions.whole().accept(json, id);
      write(log, () -> direct.executed(id, BroadcastPath.EXECUTION));
      return Taken.STARTED;
    }
    booking.settle(audience.get().size(), clock.instant());
    byte[] message = PositionedMessage.of(request.message().orElseThrow(), positions);
    return post(
        new Broadcast(id, json, request.priority(), booking, message, audience.get(), startedAt),
        longest,
        log);
  }

  /** Whether it asks for no more than that a channel's members get a message now. */
  private static boolean isPlain(Request request) {
    return request.channels().size() == 1
        && request.message().isPresent()
        && request.expiresAt().isEmpty()
        && request.ttlSeconds().isEmpty()
        && request.rate().isEmpty()
        && !request.dryRun();
  }

  private record Broadcast(
      String id,
      byte[] json,
      Priority priority,
      Bookings.Booking booking,
      byte[] message,
      List<Connection> audience,
      Instant startedAt) {

    BroadcastKeys keys() {
      return new BroadcastKeys(id);
    }
  }

  /** What became of a message that is in the archive; nothing when its call ended in the middle. */
  private Optional<Taken> known(String channel, long position, String id, Instant now) {
    if (direct.knows(id)) {
      return Optional.of(Taken.KNOWN);
    }
    return archive.before(channel, position + 1, 1).messages().stream()
        .filter(message -> message.position() == position)
        .filter(message -> now.isBefore(Instant.ofEpochMilli(message.sentAt()).plus(underWay)))
        .map(message -> Taken.UNDER_WAY)
        .findFirst();
  }

  /** Nothing has been posted yet, so an execution can begin anew. */
  private Optional<List<Connection>> audience(
      Request request, Map<String, Long> positions, Consumer<String> log) {
    try {
      return members.read(request, positions, limit);
    } catch (RuntimeException e) {
      log.accept("WARN the members cannot be read, an execution does: " + e);
      return Optional.empty();
    }
  }

  private Taken post(Broadcast broadcast, Duration longest, Consumer<String> log) {
    var files = new MemoryFiles();
    String prefix = broadcast.keys().shards(PLAN);
    files.write(broadcast.keys().request(), broadcast.json());
    files.write(broadcast.keys().message(), broadcast.message());
    var shard = new ShardWriter(files, prefix, Integer.MAX_VALUE, 0, 0);
    broadcast.audience().forEach(shard::add);
    shard.flush();
    Pushed pushed = push(broadcast, longest, log);
    var result =
        new ShardResult(
            BroadcastKeys.shard(prefix, 0),
            pushed.finished(),
            pushed.progress(),
            pushed.trouble().isEmpty() && !pushed.finished()
                ? "the time for posting directly was up"
                : pushed.trouble());
    Reduced reduced =
        reducer.reduce(
            files,
            broadcast.id(),
            broadcast.startedAt(),
            prefix,
            broadcast.audience().size(),
            result,
            log);
    log.accept(reduced.metrics());
    Taken taken = Taken.POSTED;
    if (reduced.retryable() > 0) {
      broadcast.booking().extend(reduced.retryable(), clock.instant());
      handOver(broadcast, files, reduced, log);
      taken = Taken.STARTED;
    } else {
      write(log, () -> keep(broadcast, files, reduced));
    }
    end(reduced.stale(), log);
    return taken;
  }

  private Pushed push(Broadcast broadcast, Duration longest, Consumer<String> log) {
    if (broadcast.audience().isEmpty()) {
      return new Pushed(true, Progress.START, "");
    }
    try {
      return push.push(
          broadcast.message(), broadcast.audience(), broadcast.priority(), longest, log);
    } catch (RuntimeException e) {
      // Nobody knows who was posted to: an execution posts to everyone.
      log.accept("WARN posting directly failed, an execution goes on: " + e);
      return new Pushed(false, Progress.START, Reason.of(e));
    }
  }

  /** An execution goes on with exactly the missed; its books begin with what is settled. */
  private void handOver(
      Broadcast broadcast, MemoryFiles files, Reduced reduced, Consumer<String> log) {
    files.copyTo(bucket);
    ObjectNode input = Json.MAPPER.createObjectNode().put("requestKey", broadcast.keys().request());
    input
        .putObject("handedOver")
        .put("planned", broadcast.audience().size())
        .set("settled", reduced.settled());
    executions.named().accept(broadcast.id(), input.toString());
    write(log, () -> direct.executed(broadcast.id(), BroadcastPath.HANDED_OVER));
  }

  private void keep(Broadcast broadcast, MemoryFiles files, Reduced reduced) {
    byte[] packed = DirectRows.pack(files.texts());
    boolean isSmall = packed.length <= MOST_PACKED_BYTES;
    if (!isSmall) {
      files.copyTo(bucket);
    }
    var summary =
        new DirectSummary(
            broadcast.id(),
            broadcast.startedAt().toString(),
            clock.instant().toString(),
            broadcast.audience().size(),
            reduced.outcomes());
    direct.posted(summary, isSmall ? packed : null);
  }

  /** The message has arrived: to post it again would be worse than not to know of it. */
  private static void write(Consumer<String> log, Runnable write) {
    try {
      write.run();
    } catch (RuntimeException e) {
      log.accept("ERROR a broadcast was posted and cannot be written down: " + e);
    }
  }

  /** Who cannot be ended now is found gone by the next broadcast. */
  private void end(List<Connection> connections, Consumer<String> log) {
    if (!connections.isEmpty()) {
      try {
        stale.end(connections, log);
      } catch (RuntimeException e) {
        log.accept("WARN connections that are gone were not pruned: " + e);
      }
    }
  }
}
