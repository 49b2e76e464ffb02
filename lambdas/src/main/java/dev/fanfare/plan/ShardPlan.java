package dev.fanfare.plan;

import dev.fanfare.broadcast.Connection;
import dev.fanfare.broadcast.ShardWriter;
import dev.fanfare.plan.PlanCursor.Lane;
import dev.fanfare.plan.audience.Audience;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorCompletionService;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/**
 * One invocation of planning. Each lane of the audience has one page request in flight. The first
 * page to arrive is written, and the next page of its lane is requested. All lanes are therefore
 * read concurrently while one thread writes the shards, and memory holds one page per lane and one
 * shard, for an audience of any size.
 */
final class ShardPlan {
  private final Audience audience;
  private final Predicate<Connection> excluded;
  private final ShardWriter shards;
  private final BooleanSupplier isTimeUp;

  private final CompletionService<LanePage> pages;
  private final List<Lane> lanes;
  private int underWay;

  private record LanePage(int lane, Audience.Page page) {}

  /**
   * @param excluded matches connections that the broadcast leaves out
   * @param lanes the lanes' current positions
   * @param readers runs several reads concurrently
   * @param isTimeUp checked after each page
   */
  ShardPlan(
      Audience audience,
      Predicate<Connection> excluded,
      ShardWriter shards,
      List<Lane> lanes,
      Executor readers,
      BooleanSupplier isTimeUp) {
    this.audience = audience;
    this.excluded = excluded;
    this.shards = shards;
    this.lanes = new ArrayList<>(lanes);
    this.pages = new ExecutorCompletionService<>(readers);
    this.isTimeUp = isTimeUp;
  }

  static List<Lane> start(Audience audience) {
    return Collections.nCopies(audience.lanes(), Lane.START);
  }

  /**
   * Reads until all lanes have ended or time is up; by then, everything read is in the bucket.
   *
   * @return the lanes' positions
   * @throws ExecutionException if a page cannot be read; the results of this invocation must then
   *     not be used
   */
  List<Lane> run() throws InterruptedException, ExecutionException {
    for (int lane = 0; lane < lanes.size(); lane++) {
      readNext(lane);
    }
    while (underWay > 0) {
      LanePage read = pages.take().get();
      underWay--;
      write(read);
      if (!isTimeUp.getAsBoolean()) {
        readNext(read.lane());
      }
    }
    shards.flush();
    return List.copyOf(lanes);
  }

  private void readNext(int lane) {
    Lane at = lanes.get(lane);
    if (!at.ended()) {
      pages.submit(() -> new LanePage(lane, audience.read(lane, at.position())));
      underWay++;
    }
  }

  private void write(LanePage read) {
    read.page().connections().stream().filter(excluded.negate()).forEach(shards::add);
    String next = read.page().position();
    lanes.set(read.lane(), new Lane(next, next == null));
  }
}
