package dev.fanfare.handlers;

import com.amazonaws.services.lambda.runtime.Context;
import dev.fanfare.config.PrintableLog;
import dev.fanfare.sockets.connect.AuthorizeResult;
import dev.fanfare.sockets.connect.Authorizer;
import dev.fanfare.sockets.identity.Handshake;
import dev.fanfare.wiring.ConnectWiring;

/** Authorize: identifies a client before {@code $connect} and decides whether it may connect. */
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
