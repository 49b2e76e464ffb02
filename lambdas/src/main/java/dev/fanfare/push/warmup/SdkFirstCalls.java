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
 * Makes a push's AWS calls once in advance, because the first call of each kind loads hundreds of
 * classes. The calls address items that do not exist, and change nothing.
 */
final class SdkFirstCalls {
  private static final String PLACEHOLDER_ID = "priming";

  private SdkFirstCalls() {}

  /** Opens an object that does not exist. */
  static void read(AwsClients aws, String bucket) throws IOException {
    try (var objects = aws.objects();
        var object =
            new S3BroadcastBucket(objects, bucket)
                .open(new BroadcastKeys(PLACEHOLDER_ID).cancel())) {
      throw new IOException("a cancelled broadcast named " + PLACEHOLDER_ID + " exists");
    } catch (MissingObjectException e) {
      // This is the expected result.
    }
  }

  /** Reads the level of an unused budget, and draws from a second without a counter. */
  static void draw(AwsClients aws, String table) {
    try (var tables = aws.tables()) {
      var permits = new DynamoPermitStore(tables, table, Runnable::run);
      permits.level(PLACEHOLDER_ID).join();
      // This write requires an existing counter, so it is refused here.
      permits.add(new Key(PLACEHOLDER_ID, 0), 1, 0, 1, 1).join();
    }
  }

  /**
   * Separates later SDK clients from earlier ones. Clients created from now on share a new event
   * loop and a new host resolver; existing clients keep theirs. The addresses that the warm-up
   * resolves therefore disappear with its clients.
   */
  static void leaveSharedLoop() {
    ClientBootstrap.closeStaticDefault();
    HostResolver.closeStaticDefault();
    EventLoopGroup.closeStaticDefault();
  }
}
