package dev.fanfare.handlers;

import com.amazonaws.services.lambda.runtime.Context;
import dev.fanfare.sockets.operators.BanCommand;
import dev.fanfare.sockets.operators.BanUserPayload;
import dev.fanfare.sockets.operators.BanUserResult;
import dev.fanfare.sockets.operators.OperatorPayload;
import dev.fanfare.wiring.OperatorWiring;
import java.io.IOException;
import java.io.InputStream;

/**
 * BanUser: closes a user's connections and bans the user for a period. The input names the user or
 * one of the user's connections; with a connection and 0 seconds, only that connection is closed.
 */
public final class BanUserHandler extends StepHandler<BanUserPayload, BanUserResult> {
  private final BanCommand order;

  public BanUserHandler() {
    this(OperatorWiring.ofEnvironment().banOrder());
  }

  public BanUserHandler(BanCommand order) {
    super(BanUserPayload.class);
    this.order = order;
  }

  @Override
  protected BanUserPayload decode(InputStream in) throws IOException {
    return OperatorPayload.read(in, BanUserPayload.class);
  }

  @Override
  protected BanUserResult handle(BanUserPayload payload, Context context) {
    return order.execute(payload);
  }
}
