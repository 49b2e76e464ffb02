package dev.fanfare.handlers;

import com.amazonaws.services.lambda.runtime.Context;
import dev.fanfare.prune.PruneStalePayload;
import dev.fanfare.prune.PruneStaleResult;
import dev.fanfare.prune.Pruning;
import dev.fanfare.wiring.PruneWiring;

/** PruneStale: prunes recorded stale connections; called again with its cursor until finished. */
public final class PruneStaleHandler extends StepHandler<PruneStalePayload, PruneStaleResult> {
  private final Pruning pruning;

  public PruneStaleHandler() {
    this(PruneWiring.ofEnvironment().pruning());
  }

  public PruneStaleHandler(Pruning pruning) {
    super(PruneStalePayload.class);
    this.pruning = pruning;
  }

  @Override
  protected PruneStaleResult handle(PruneStalePayload payload, Context context) {
    return pruning.prune(payload, context);
  }
}
