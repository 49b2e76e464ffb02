package dev.fanfare.push.warmup;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.fanfare.broadcast.Connection;
import dev.fanfare.broadcast.Outcome;
import dev.fanfare.broadcast.Progress;
import dev.fanfare.broadcast.ShardLines;
import dev.fanfare.config.SilentLog;
import dev.fanfare.push.BackOff;
import dev.fanfare.push.PushConfig;
import dev.fanfare.push.PushSettings.Ends;
import dev.fanfare.push.PushShardJson;
import dev.fanfare.push.PushShardResult;
import dev.fanfare.push.PushTime;
import dev.fanfare.push.ShardPush;
import dev.fanfare.push.Transports;
import dev.fanfare.push.permits.Budget;
import dev.fanfare.push.permits.SharedPermits;
import dev.fanfare.push.signing.Credentials;
import dev.fanfare.push.transport.Transport;
import dev.fanfare.push.transport.http.HttpTransport;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Pushes generated shards to an endpoint inside this process, with all the code of a real push. The
 * classes are then loaded and the code is compiled before the first broadcast. It closes everything
 * that it opens, including its threads.
 */
public final class WarmUp {
  /** The lines of a shard; each shard is one push, like that of one invocation. */
  private static final int LINES = 2_500;

  private static final int MESSAGE_BYTES = 512;

  private static final String PAYLOAD =
      """
      {"broadcastId": "rehearsal", "shardKey": "", "messageKey": "", "pushers": 1,
       "progress": {"offset": 0, "pending": "", "failures": {}, "outcomes": {}, "undelivered": {},
                    "posts": 0, "latency": ""}}
      """;

  /** Generated; the token is about as long as those of Lambda functions. */
  private static final Credentials CREDENTIALS =
      new Credentials("AKIDEXAMPLE", "secret", "token".repeat(200));

  /**
   * Posts per second; deliberately slow. On one processor, the compilers get the time that the
   * posts leave, and would fall behind during a burst.
   */
  private static final int RATE = 2_000;

  private static final Budget SHARED = Budget.ofAccount(RATE);
  private static final Budget OWN = Budget.ofBroadcast("rehearsal", RATE * 0.9);
  private static final BackOff SHORT_BACK_OFF = new BackOff(1_000_000, 1_000_000);
  private static final Duration RESPONSE_TIME = Duration.ofSeconds(1);

  private final PushConfig config;
  private final PushTime time;
  private final RandomGenerator random = new SecureRandom();

  /**
   * @param config the configuration of the pusher that warms up; its endpoint is not used
   */
  public WarmUp(PushConfig config, PushTime time) {
    this.config = config;
    this.time = time;
  }

  /**
   * Pushes until the given number of posts has been made, or until time is up.
   *
   * @return the number of posts made
   * @throws IOException also if nearly all posts fail, because the warm-up then has no effect
   */
  public long run(long posts, Duration longest)
      throws IOException, GeneralSecurityException, InterruptedException {
    long end = time.nanos() + longest.toNanos();
    byte[] shard = shard();
    try (var endpoint = LoopbackEndpoint.open(time.now());
        var transport = transport(endpoint)) {
      long posted = 0;
      for (int push = 0; posted < posts && time.nanos() - end < 0; push++) {
        var own = push % 2 == 0 ? Optional.<Budget>empty() : Optional.of(OWN);
        Progress reached = push(transport, shard, own, end);
        posted += reached.posts();
        if (reached.books().count(Outcome.DELIVERED) < reached.posts() / 2) {
          throw new IOException(
              "of " + posted + " posts, too few were answered: " + reached.books());
        }
      }
      return posted;
    }
  }

  private Transport transport(LoopbackEndpoint endpoint) {
    var settings =
        Transports.settings(
            config, endpoint.address(), "us-east-1", List.of(endpoint.certificate()));
    return new HttpTransport(settings, () -> CREDENTIALS, time.clock());
  }

  /** Runs a push like the handler, from the payload's bytes to those of the result. */
  private Progress push(Transport transport, byte[] shard, Optional<Budget> own, long end)
      throws IOException, InterruptedException {
    var payload = PushShardJson.read(new ByteArrayInputStream(PAYLOAD.getBytes(US_ASCII)));
    var poster = transport.prepare(new byte[MESSAGE_BYTES]);
    try (var lines = ShardLines.read(new ByteArrayInputStream(shard));
        var permits =
            new SharedPermits(
                SHARED,
                own,
                payload.pace().pushers(),
                new UnlimitedPermits(),
                new SharedPermits.PusherContext(
                    time::nanos, time.clock(), random, poster::wake, SilentLog.INSTANCE))) {
      var push =
          new ShardPush(
              poster,
              lines,
              payload.before(),
              config.settings().with(SHORT_BACK_OFF),
              new Ends(Optional.empty(), () -> false, end, end + RESPONSE_TIME.toNanos()),
              permits,
              time,
              random);
      Progress reached = push.run();
      var result = new PushShardResult(push.isFinished(), reached);
      PushShardJson.write(result, new ByteArrayOutputStream());
      return reached;
    }
  }

  private static byte[] shard() {
    var shard = new ByteArrayOutputStream();
    for (int line = 0; line < LINES; line++) {
      ShardLines.write(new Connection(String.format("L0SM9cO%08d=", line), "u" + line, 0), shard);
    }
    return shard.toByteArray();
  }
}
