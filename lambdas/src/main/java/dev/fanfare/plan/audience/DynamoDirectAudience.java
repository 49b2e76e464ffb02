package dev.fanfare.plan.audience;

import static java.util.Objects.requireNonNull;

import dev.fanfare.archive.MessageHistory;
import dev.fanfare.broadcast.Connection;
import dev.fanfare.channels.catchup.CatchUpEnds;
import dev.fanfare.channels.catchup.DynamoCatchUpEnds;
import dev.fanfare.dynamodb.Transactions;
import dev.fanfare.plan.audience.Audience.Page;
import dev.fanfare.request.Request;
import dev.fanfare.request.RequestedAudience;
import dev.fanfare.tables.SubscriptionRow;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Reads the members of channels into memory if they are few. It reads the same rows in the same way
 * as planning does.
 */
public final class DynamoDirectAudience {
  private static final int READERS = 16;

  /** A page of this many rows takes about one read unit. */
  private static final int MIN_ROWS = 16;

  private final DynamoDbClient tables;
  private final String table;
  private final CatchUpEnds ends;
  private final Clock clock;
  private final Executor readers =
      Executors.newFixedThreadPool(READERS, DynamoDirectAudience::daemon);

  /**
   * @param table the table of subscriptions
   * @param history the channels' history, which settles open catch-up positions
   */
  public DynamoDirectAudience(
      DynamoDbClient tables, String table, MessageHistory history, Clock clock) {
    this.tables = tables;
    this.table = table;
    this.ends = new DynamoCatchUpEnds(Transactions.of(tables), table, history);
    this.clock = clock;
  }

  /**
   * Reads the audience of a request to channels.
   *
   * @param positions positions of its message by channel; assigned before the read, as in planning
   * @param most maximum number of connections
   * @return empty if there are more connections
   */
  public Optional<List<Connection>> read(Request request, Map<String, Long> positions, int most) {
    try (Audience audience = audience(request.audience(), positions, most)) {
      var found = new ArrayList<Connection>();
      var open = new ArrayList<Lane>();
      IntStream.range(0, audience.lanes()).forEach(lane -> open.add(new Lane(lane, null)));
      while (!open.isEmpty()) {
        var pages =
            open.stream()
                .map(at -> CompletableFuture.supplyAsync(() -> at.read(audience), readers))
                .toList();
        open.clear();
        for (var coming : pages) {
          var page = coming.join();
          page.page().connections().stream()
              .filter(connection -> !request.audience().excludes(connection))
              .forEach(found::add);
          if (page.page().position() != null) {
            open.add(new Lane(page.lane(), page.page().position()));
          }
        }
        if (found.size() > most) {
          return Optional.empty();
        }
      }
      return Optional.of(found);
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  private Audience audience(RequestedAudience wanted, Map<String, Long> positions, int most) {
    var reader = new DynamoRowReader(clock, wanted.filter());
    return new ChannelsAudience(
        new DynamoSubscriptionRows(tables, table, reader, ends),
        wanted.channels(),
        channel ->
            OptionalLong.of(
                requireNonNull(positions.get(channel), "the message is archived in each channel")),
        rowsPerLane(most));
  }

  /**
   * Twice a lane's share: one page nearly always suffices, and a channel of millions is detected as
   * too large after a small read.
   */
  private static int rowsPerLane(int most) {
    return Math.max(MIN_ROWS, 2 * most / SubscriptionRow.PARTITIONS);
  }

  private record Lane(int lane, @Nullable String position) {
    private LanePage read(Audience audience) {
      return new LanePage(lane, audience.read(lane, position));
    }
  }

  private record LanePage(int lane, Page page) {}

  private static Thread daemon(Runnable task) {
    var thread = new Thread(task, "audience-reader");
    thread.setDaemon(true);
    return thread;
  }
}
