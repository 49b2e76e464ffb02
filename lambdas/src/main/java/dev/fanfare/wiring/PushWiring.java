package dev.fanfare.wiring;

import dev.fanfare.config.AwsClients;
import dev.fanfare.config.Environment;
import dev.fanfare.config.PrintableLog;
import dev.fanfare.push.PushConfig;
import dev.fanfare.push.PushTime;
import dev.fanfare.push.ShardPusher;
import dev.fanfare.push.Transports;
import dev.fanfare.push.permits.DynamoPermitStore;
import dev.fanfare.push.progress.DynamoProgressLog;
import dev.fanfare.push.warmup.SnapStartHook;
import java.util.Map;
import org.crac.Resource;

/** Creates the objects of PushShard. */
public final class PushWiring extends Wiring {
  private final PushConfig config;

  public PushWiring(Map<String, String> environment) {
    super(environment);
    this.config = PushConfig.from(environment);
  }

  public static PushWiring ofEnvironment() {
    return new PushWiring(Environment.variables());
  }

  public ShardPusher pusher() {
    var clients = clients();
    return new ShardPusher(
        bucket(config.bucket()),
        Transports.of(config, clients),
        new DynamoPermitStore(tables(), config.permitsTable(), DynamoPermitStore.background()),
        new DynamoProgressLog(tables(), config.progressTable()),
        config,
        PushTime.system());
  }

  /** Warms up the pusher's code before SnapStart takes a snapshot; uses its own clients. */
  public Resource snapStartHook() {
    return new SnapStartHook(
        config,
        SnapStartHook.POSTS,
        () -> new AwsClients(environment),
        PushTime.system(),
        PrintableLog.ofRuntime());
  }
}
