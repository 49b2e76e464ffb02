package dev.fanfare.handlers;

import com.amazonaws.services.lambda.runtime.Context;
import dev.fanfare.plan.PlanShardsPayload;
import dev.fanfare.plan.PlanShardsResult;
import dev.fanfare.plan.Planner;
import dev.fanfare.wiring.PlanWiring;

/** PlanShards: plans a broadcast; called again with its cursor until the plan is finished. */
public final class PlanShardsHandler extends StepHandler<PlanShardsPayload, PlanShardsResult> {
  private final Planner planner;

  public PlanShardsHandler() {
    this(PlanWiring.ofEnvironment().planner());
  }

  public PlanShardsHandler(Planner planner) {
    super(PlanShardsPayload.class);
    this.planner = planner;
  }

  @Override
  protected PlanShardsResult handle(PlanShardsPayload payload, Context context) {
    return planner.plan(payload, context);
  }
}
