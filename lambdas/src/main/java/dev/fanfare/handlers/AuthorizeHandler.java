package dev.fanfare.handlers;

import com.amazonaws.services.lambda.runtime.Context;
import dev.fanfare.config.PrintableLog;
import dev.fanfare.sockets.connect.AuthorizeResult;
import dev.fanfare.sockets.connect.Authorizer;
import dev.fanfare.sockets.identity.Handshake;
import dev.fanfare.wiring.ConnectWiring;

/** Authorize: decides before {@code $connect} who a client is and whether it may connect now. */
public final class AuthorizeHandler extends StepHandler<Handshake, AuthorizeResult> {
  private final Authorizer authorizer;

  public AuthorizeHandler() {
    this(ConnectWiring.ofEnvironment().authorizer());
  }

  public AuthorizeHandler(Authorizer authorizer) {
    super(Handshake.class);
    this.authorizer = authorizer;
  }

  @Override
  protected AuthorizeResult handle(Handshake handshake, Context context) {
    return authorizer.decide(handshake, PrintableLog.of(context));
  }
}
