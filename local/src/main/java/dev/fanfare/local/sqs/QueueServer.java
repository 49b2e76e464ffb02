package dev.fanfare.local.sqs;

import static java.util.Objects.requireNonNull;

import java.net.InetSocketAddress;
import org.apache.pekko.actor.ExtendedActorSystem;
import org.apache.pekko.event.LoggingAdapter;
import org.apache.pekko.http.scaladsl.ConnectionContext;
import org.apache.pekko.http.scaladsl.Http;
import org.apache.pekko.http.scaladsl.HttpExt;
import org.apache.pekko.http.scaladsl.model.HttpRequest;
import org.apache.pekko.http.scaladsl.model.HttpResponse;
import org.apache.pekko.http.scaladsl.settings.ServerSettings;
import org.apache.pekko.stream.Materializer;
import org.apache.pekko.stream.scaladsl.Flow;
import org.jspecify.annotations.Nullable;
import scala.concurrent.Future;

/**
 * Pekko's HTTP server without a port. ElasticMQ can only bind one, where it would check neither
 * Host nor Origin. So this class keeps what ElasticMQ wants to serve, for requests that arrive
 * elsewhere.
 */
final class QueueServer extends HttpExt {
  private @Nullable Flow<HttpRequest, HttpResponse, Object> served;

  private QueueServer(ExtendedActorSystem actors) {
    super(actors.settings().config().getConfig("pekko.http"), actors);
  }

  /** Takes the place of Pekko's server for all users of these actors. */
  static QueueServer install(ExtendedActorSystem actors) {
    var server = new QueueServer(actors);
    try {
      var field = actors.getClass().getDeclaredField("extensions");
      field.setAccessible(true);
      @SuppressWarnings("unchecked") // Its keys are private to Pekko.
      var extensions = (java.util.Map<Object, Object>) field.get(actors);
      extensions.put(Http.lookup(), server);
      return server;
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("this version of Pekko keeps no extensions", e);
    }
  }

  @Override
  public Future<Http.ServerBinding> bindAndHandleImpl(
      Flow<HttpRequest, HttpResponse, Object> handler,
      String host,
      int port,
      ConnectionContext context,
      ServerSettings settings,
      LoggingAdapter log,
      Materializer materializer) {
    served = handler;
    return Future.successful(
        new Http.ServerBinding(
            InetSocketAddress.createUnresolved(host, port),
            () -> Future.unit(),
            deadline -> Future.successful(Http.HttpServerTerminated$.MODULE$)));
  }

  /** What ElasticMQ serves. */
  Flow<HttpRequest, HttpResponse, Object> served() {
    return requireNonNull(served, "ElasticMQ serves nothing");
  }
}
