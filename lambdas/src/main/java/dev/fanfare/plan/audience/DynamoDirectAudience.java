package dev.fanfare.plan.audience;

import dev.fanfare.archive.MessageHistory;
import dev.fanfare.broadcast.Connection;
import dev.fanfare.channels.catchup.CatchUpEnds;
import dev.fanfare.channels.catchup.DynamoCatchUpEnds;
import dev.fanfare.config.Transactions;
import dev.fanfare.plan.audience.Audience.Page;
import dev.fanfare.request.Request;
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
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * The members of channels, read at once and into memory, where they are few: the same rows in the
 * same way as planning reads them.
 */
public final class DynamoDirectAudience {
  private static final int READERS = 16;

  /** A page of them is one read unit. */
  private static final int MIN_ROWS = 16;

  private final DynamoDbClient tables;
  private final String table;
  private final CatchUpEnds ends;
  private final Clock clock;
  private final Executor readers =
      Executors.newFixedThreadPool(READERS, DynamoDirectAudience::daemon);

  /**
   * @param table of the subscriptions
   * @param history of the channels, by which open ends of catching up are settled
   */
  public DynamoDirectAudience(
      DynamoDbClient tables, String table, MessageHistory history, Clock clock) {
    this.tables = tables;
    this.table = table;
    this.ends = new DynamoCatchUpEnds(Transactions.of(tables), table, history);
    this.clock = clock;
  }

  /**
   * Reads whom a request to channels means.
   *
   * @param positions of its message, by channel; given before, as planning does
   * @param most how many there may be
   * @return empty when there are more
   */
  public Optional<List<Connection>> read(Request request, Map<String, Long> positions, int most) {
    try (Audience audience = audience(request, positions, most)) {
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
              .filter(connection -> !request.spares(connection))
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

  private Audience audience(Request request, Map<String, Long> positions, int most) {
    var reader = new DynamoRowReader(clock, request.filter());
    return new ChannelsAudience(
        new DynamoSubscriptionRows(tables, table, reader, ends),
        request.channels(),
        channel -> OptionalLong.of(positions.get(channel)),
        rowsPerLane(most));
  }

  /**
   * Twice a lane's part, so that nearly always one page tells all, and of a channel of millions
   * little more is read than tells that it is too large.
   */
  private static int rowsPerLane(int most) {
    return Math.max(MIN_ROWS, 2 * most / SubscriptionRow.PARTITIONS);
  }

  private record Lane(int lane, String position) {
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
