package dev.fanfare.push.warmup;

import dev.fanfare.broadcast.BroadcastBucket.MissingObjectException;
import dev.fanfare.broadcast.BroadcastKeys;
import dev.fanfare.bucket.S3BroadcastBucket;
import dev.fanfare.config.AwsClients;
import dev.fanfare.push.permits.DynamoPermitStore;
import dev.fanfare.push.permits.PermitStore.Key;
import java.io.IOException;
import software.amazon.awssdk.crt.io.ClientBootstrap;
import software.amazon.awssdk.crt.io.EventLoopGroup;
import software.amazon.awssdk.crt.io.HostResolver;

/**
 * The calls of AWS that a push makes, made once beforehand: the first of each loads hundreds of
 * classes. They ask for what is not there and change nothing.
 */
final class SdkFirstCalls {
  private static final String NOBODY = "priming";

  private SdkFirstCalls() {}

  /** Opens an object that is not there. */
  static void read(AwsClients aws, String bucket) throws IOException {
    try (var objects = aws.objects();
        var object =
            new S3BroadcastBucket(objects, bucket).open(new BroadcastKeys(NOBODY).cancel())) {
      throw new IOException("there is a broadcast " + NOBODY + ", cancelled");
    } catch (MissingObjectException e) {
      // As it should be.
    }
  }

  /** Reads the level of a budget that nobody has, and draws from a second that is not counted. */
  static void draw(AwsClients aws, String table) {
    try (var tables = aws.tables()) {
      var permits = new DynamoPermitStore(tables, table, Runnable::run);
      permits.level(NOBODY).join();
      // Only ever done where the second has a counter already, so here it is refused.
      permits.add(new Key(NOBODY, 0), 1, 0, 1, 1).join();
    }
  }

  /**
   * All clients of the SDK that are made from now on share one event loop and one host resolver;
   * those made before keep theirs. So addresses that priming finds are forgotten with its clients.
   */
  static void leaveSharedLoop() {
    ClientBootstrap.closeStaticDefault();
    HostResolver.closeStaticDefault();
    EventLoopGroup.closeStaticDefault();
  }
}
