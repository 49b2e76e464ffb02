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
 * One invocation of planning. Every lane of the audience has one page under way; whichever page
 * comes first is written and the next one of its lane asked for. So all lanes are read at once, the
 * shards are written by one hand, and memory holds one page per lane and one shard, at any size of
 * audience.
 */
final class ShardPlan {
  private final Audience audience;
  private final Predicate<Connection> spared;
  private final ShardWriter shards;
  private final BooleanSupplier isTimeUp;

  private final CompletionService<LanePage> pages;
  private final List<Lane> lanes;
  private int underWay;

  private record LanePage(int lane, Audience.Page page) {}

  /**
   * @param spared whom the broadcast leaves out
   * @param lanes where the lanes stand
   * @param readers runs the reads, several at once
   * @param isTimeUp asked after each page
   */
  ShardPlan(
      Audience audience,
      Predicate<Connection> spared,
      ShardWriter shards,
      List<Lane> lanes,
      Executor readers,
      BooleanSupplier isTimeUp) {
    this.audience = audience;
    this.spared = spared;
    this.shards = shards;
    this.lanes = new ArrayList<>(lanes);
    this.pages = new ExecutorCompletionService<>(readers);
    this.isTimeUp = isTimeUp;
  }

  static List<Lane> start(Audience audience) {
    return Collections.nCopies(audience.lanes(), Lane.START);
  }

  /**
   * Reads until all lanes have ended or time is up; what was read is then on S3.
   *
   * @return where the lanes stand
   * @throws ExecutionException when a page could not be read; nothing of this invocation may then
   *     be used
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
    read.page().connections().stream().filter(spared.negate()).forEach(shards::add);
    String next = read.page().position();
    lanes.set(read.lane(), new Lane(next, next == null));
  }
}
