package dev.fanfare.handlers;

import com.amazonaws.services.lambda.runtime.Context;
import dev.fanfare.push.PushShardJson;
import dev.fanfare.push.PushShardPayload;
import dev.fanfare.push.PushShardResult;
import dev.fanfare.push.ShardPusher;
import dev.fanfare.wiring.PushWiring;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.crac.Core;
import org.crac.Resource;
import org.jspecify.annotations.Nullable;

/** PushShard: pushes one shard; called again with its progress until the shard is finished. */
public final class PushShardHandler extends StepHandler<PushShardPayload, PushShardResult> {
  private final ShardPusher pusher;

  /** A strong reference, because CRaC holds only a weak one. */
  private @Nullable Resource snapStartHook;

  public PushShardHandler() {
    this(PushWiring.ofEnvironment());
  }

  private PushShardHandler(PushWiring wiring) {
    this(wiring.pusher());
    snapStartHook = wiring.snapStartHook();
    Core.getGlobalContext().register(snapStartHook);
  }

  public PushShardHandler(ShardPusher pusher) {
    super(PushShardPayload.class);
    this.pusher = pusher;
  }

  @Override
  protected PushShardPayload decode(InputStream in) throws IOException {
    return PushShardJson.read(in);
  }

  @Override
  protected void encode(PushShardResult result, OutputStream out) throws IOException {
    PushShardJson.write(result, out);
  }

  @Override
  protected PushShardResult handle(PushShardPayload payload, Context context) throws IOException {
    return pusher.push(payload, context);
  }
}
