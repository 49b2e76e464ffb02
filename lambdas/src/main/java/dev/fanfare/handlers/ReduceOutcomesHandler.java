package dev.fanfare.handlers;

import com.amazonaws.services.lambda.runtime.Context;
import dev.fanfare.reduce.ReduceOutcomesPayload;
import dev.fanfare.reduce.ReduceOutcomesResult;
import dev.fanfare.reduce.Reducer;
import dev.fanfare.wiring.ReduceWiring;
import java.io.IOException;

/** ReduceOutcomes: balances the books of one round; called again with its cursor until finished. */
public final class ReduceOutcomesHandler
    extends StepHandler<ReduceOutcomesPayload, ReduceOutcomesResult> {
  private final Reducer reducer;

  public ReduceOutcomesHandler() {
    this(ReduceWiring.ofEnvironment().reducer());
  }

  public ReduceOutcomesHandler(Reducer reducer) {
    super(ReduceOutcomesPayload.class);
    this.reducer = reducer;
  }

  @Override
  protected ReduceOutcomesResult handle(ReduceOutcomesPayload payload, Context context)
      throws IOException {
    return reducer.reduce(payload, context);
  }
}
