package dev.fanfare.direct;

import dev.fanfare.archive.DynamoMessageArchive;
import dev.fanfare.bucket.S3BroadcastBucket;
import dev.fanfare.channels.DynamoConnectionRemover;
import dev.fanfare.channels.RemovalTables;
import dev.fanfare.channels.SessionCloser;
import dev.fanfare.config.AwsClients;
import dev.fanfare.config.BatchWrites;
import dev.fanfare.config.Variables;
import dev.fanfare.direct.DirectBroadcasts.Executions;
import dev.fanfare.plan.DynamoDirectAudience;
import dev.fanfare.push.DirectPush;
import dev.fanfare.reduce.DirectReducer;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;

/** The variables of a function that posts directly. */
public final class DirectSetup {
  private final int limit;
  private final RemovalTables tables;
  private final String messages;
  private final String stale;
  private final String progress;
  private final String bucket;
  private final Duration retention;
  private final DirectPush.Setup push;

  private DirectSetup(Variables variables) {
    this.limit = variables.number("DIRECT_LIMIT", 0, 5_000);
    this.tables = RemovalTables.of(variables);
    this.messages = variables.text("MESSAGES_TABLE");
    this.stale = variables.text("STALE_TABLE");
    this.progress = variables.text("PROGRESS_TABLE");
    this.bucket = variables.text("BROADCAST_BUCKET");
    this.retention = Duration.ofDays(variables.number("RETENTION_DAYS", 1, 731));
    this.push = DirectPush.Setup.of(variables);
  }

  /** Reads them; the caller checks them. */
  public static DirectSetup of(Variables variables) {
    return new DirectSetup(variables);
  }

  /**
   * @param underWay how long a call that has archived a message may still be posting it
   * @param pause between two attempts at writing
   */
  public DirectBroadcasts on(
      AwsClients aws, Executions executions, Duration underWay, BatchWrites.Pause pause) {
    var clock = Clock.systemUTC();
    var random = new SecureRandom();
    var client = aws.tables();
    var archive = new DynamoMessageArchive(client, messages, retention, clock, pause, random);
    var audience = new DynamoDirectAudience(client, tables.subscriptions(), archive, clock);
    var log =
        new DynamoDirectLog(
            client, progress, new BatchWrites(client, progress, pause, random), clock, retention);
    var doomed = new SessionCloser(DynamoConnectionRemover.of(client, tables, retention));
    var completion =
        new Completion(
            DirectReducer.on(new BatchWrites(client, stale, pause, random), clock, retention),
            log,
            (connections, lines) -> doomed.close(connections, clock.millis(), true, lines),
            new S3BroadcastBucket(aws.objects(), bucket),
            executions,
            clock);
    return new DirectBroadcasts(
        limit,
        underWay,
        new Bookings(DirectPush.backlog(push, aws), limit),
        archive,
        audience::read,
        DirectPush.on(push, aws)::push,
        completion,
        clock);
  }
}
