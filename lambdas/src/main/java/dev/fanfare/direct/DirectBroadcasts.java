package dev.fanfare.direct;

import com.amazonaws.services.lambda.runtime.LambdaLogger;
import com.amazonaws.services.lambda.runtime.logging.LogLevel;
import dev.fanfare.archive.MessageArchive;
import dev.fanfare.broadcast.BroadcastKeys;
import dev.fanfare.broadcast.Connection;
import dev.fanfare.broadcast.Progress;
import dev.fanfare.config.SubjectLog;
import dev.fanfare.push.DirectPush.Pushed;
import dev.fanfare.request.BroadcastId;
import dev.fanfare.request.PositionedMessage;
import dev.fanfare.request.Priority;
import dev.fanfare.request.Request;
import dev.fanfare.request.RequestReader;
import dev.fanfare.text.Reason;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BiConsumer;

/**
 * Posts to the members of a channel without an execution if there are few members.
 *
 * <pre>
 *   archive ──► members ──► more than the limit ──► an execution, as for any request
 *                  │
 *                  └──► post ──► everyone settled ──► two rows: report and list
 *                         └────► some are not ──────► an execution with exactly these
 * </pre>
 *
 * <p>No connection is lost: an execution continues with those that are not settled or unknown. No
 * connection is posted to twice on purpose: a repeated request finds its position in the archive
 * and its result in the log. Only a request whose function ended in the middle is posted again.
 */
public final class DirectBroadcasts {
  private final int limit;
  private final Duration maxPostingTime;
  private final Bookings bookings;
  private final MessageArchive archive;
  private final AudienceReader members;
  private final Push push;
  private final Completion completion;
  private final Clock clock;

  /**
   * Starts executions.
   *
   * @param whole starts a normal execution from a request and its id
   * @param named starts an execution from a name and an input
   */
  public record Executions(BiConsumer<byte[], String> whole, BiConsumer<String, String> named) {}

  /**
   * The result of a request, and the position of its message.
   *
   * @param id the id of the broadcast
   * @param position the position in the channel; empty if an execution will assign one
   */
  public record Result(String id, DirectStatus status, OptionalLong position) {}

  /**
   * @param limit maximum number of connections to post to directly; 0 disables the direct path
   * @param maxPostingTime how long another call that has archived a message may still be posting
   *     it; zero if a request is redelivered only after the previous call has ended
   */
  public DirectBroadcasts(
      int limit,
      Duration maxPostingTime,
      Bookings bookings,
      MessageArchive archive,
      AudienceReader members,
      Push push,
      Completion completion,
      Clock clock) {
    this.limit = limit;
    this.maxPostingTime = maxPostingTime;
    this.bookings = bookings;
    this.archive = archive;
    this.members = members;
    this.push = push;
    this.completion = completion;
    this.clock = clock;
  }

  /**
   * Takes a request to one channel. Idempotent.
   *
   * @param fallbackId id of the broadcast if the request does not name one
   * @param longest maximum time for posting
   * @param log receives log lines for the operator
   * @throws BusyException if a client sent the request and clients have too many pending posts
   */
  public Result take(byte[] json, String fallbackId, Duration longest, LambdaLogger log) {
    Request request = RequestReader.read(json);
    String id = request.id().orElseGet(() -> BroadcastId.check("message id", fallbackId));
    return take(request, id, json, longest, SubjectLog.ofBroadcast(id, log));
  }

  private Result take(Request request, String id, byte[] json, Duration longest, LambdaLogger log) {
    // Before anything is stored: a refused request leaves no trace.
    var booking = bookings.of(request, clock.instant());
    if (limit == 0 || !isPlain(request)) {
      completion.execute(id, json);
      return new Result(id, DirectStatus.STARTED, OptionalLong.empty());
    }
    String channel = request.audience().channels().iterator().next();
    var booked = new BookedRequest(id, json, request, booking, clock.instant());
    String data = new String(request.message().orElseThrow(), StandardCharsets.UTF_8);
    var place = archive.put(channel, id, data, booked.startedAt(), request.isNarrowed());
    Optional<DirectStatus> earlier =
        place.isNew() ? Optional.empty() : earlierResult(channel, place.position(), booked);
    earlier.ifPresent(any -> booking.settle(0, booked.startedAt()));
    DirectStatus status =
        earlier.orElseGet(
            () -> postOrStart(booked, Map.of(channel, place.position()), longest, log));
    return new Result(id, status, OptionalLong.of(place.position()));
  }

  /** An accepted request with its booking. */
  private record BookedRequest(
      String id, byte[] json, Request request, Bookings.Booking booking, Instant startedAt) {

    Broadcast to(List<Connection> audience, byte[] message) {
      return new Broadcast(id, json, request.priority(), booking, message, audience, startedAt);
    }
  }

  /** A request that is posted to these connections. */
  record Broadcast(
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

  private DirectStatus postOrStart(
      BookedRequest booked, Map<String, Long> positions, Duration longest, LambdaLogger log) {
    var audience = audience(booked.request(), positions, log);
    if (audience.isEmpty()) {
      completion.executeAndNote(booked.id(), booked.json(), log);
      return DirectStatus.STARTED;
    }
    booked.booking().settle(audience.get().size(), clock.instant());
    byte[] message = PositionedMessage.of(booked.request().message().orElseThrow(), positions);
    var broadcast = booked.to(audience.get(), message);
    return completion.complete(broadcast, push(broadcast, longest, log), log);
  }

  /** Whether the request only asks to send a message to the members of one channel now. */
  private static boolean isPlain(Request request) {
    return request.audience().channels().size() == 1
        && request.message().isPresent()
        && request.expiry().isNever()
        && request.rate().isEmpty()
        && !request.dryRun();
  }

  /** The result of a message that is already archived; empty if its call ended in the middle. */
  private Optional<DirectStatus> earlierResult(
      String channel, long position, BookedRequest booked) {
    if (completion.contains(booked.id())) {
      return Optional.of(DirectStatus.DUPLICATE);
    }
    return archive.before(channel, position + 1, 1).messages().stream()
        .filter(message -> message.position() == position)
        .map(message -> Instant.ofEpochMilli(message.sentAt()))
        .filter(sentAt -> booked.startedAt().isBefore(sentAt.plus(maxPostingTime)))
        .map(sentAt -> DirectStatus.IN_PROGRESS)
        .findFirst();
  }

  /**
   * The members, or empty if they must be left to an execution. Nothing has been posted yet, so an
   * execution can start from the beginning.
   */
  private Optional<List<Connection>> audience(
      Request request, Map<String, Long> positions, LambdaLogger log) {
    try {
      return members.read(request, positions, limit);
    } catch (RuntimeException e) {
      log.log("cannot read the members, so an execution reads them: " + e, LogLevel.WARN);
      return Optional.empty();
    }
  }

  private Pushed push(Broadcast broadcast, Duration longest, LambdaLogger log) {
    if (broadcast.audience().isEmpty()) {
      return new Pushed(true, Progress.START, "");
    }
    try {
      return push.push(
          broadcast.message(), broadcast.audience(), broadcast.priority(), longest, log);
    } catch (RuntimeException e) {
      // It is unknown which connections were posted to, so an execution posts to all of them.
      log.log("posting directly failed, so an execution continues: " + e, LogLevel.WARN);
      return new Pushed(false, Progress.START, Reason.of(e));
    }
  }
}
