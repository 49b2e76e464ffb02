package dev.fanfare.local.sqs;

import com.typesafe.config.ConfigFactory;
import dev.fanfare.local.account.LocalAccount;
import dev.fanfare.loopback.LocalService;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.ExtendedActorSystem;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpEntity;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpMethods;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.apache.pekko.stream.Materializer;
import org.apache.pekko.stream.SystemMaterializer;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Promise;
import org.elasticmq.NodeAddress;
import org.elasticmq.rest.sqs.SQSRestServerBuilder;
import scala.concurrent.Await;
import scala.concurrent.duration.Duration;
import scala.concurrent.duration.FiniteDuration;

/**
 * SQS implemented by ElasticMQ, with queues in memory. It supports visibility timeouts, dead-letter
 * queues, FIFO queues and long polling. A request that waits for messages holds no thread. The
 * queues end when the handler stops.
 */
public final class QueuesHandler extends Handler.Abstract.NonBlocking {
  private static final FiniteDuration STOP_LIMIT = Duration.create(5, TimeUnit.SECONDS);
  private static final long BODY_MILLIS = 5_000;

  /** Enough for a batch of 1 MiB with each byte escaped as three. */
  private static final int MAX_BYTES = 4 * 1024 * 1024;

  /** Two to four daemon threads, which do not keep the JVM running. */
  private static final String ACTORS =
      """
      pekko {
        loglevel = "WARNING"
        stdout-loglevel = "OFF"
        daemonic = on
        jvm-shutdown-hooks = off
        coordinated-shutdown.run-by-jvm-shutdown-hook = off
        scheduler.tick-duration = 50 ms # 10 ms by default, which costs an idle stack a third of its processor time
        actor.default-dispatcher.fork-join-executor { parallelism-min = 2, parallelism-max = 4 }
      }
      """;

  private final ActorSystem actors;
  private final Materializer materializer;
  private final Flow<HttpRequest, HttpResponse, Object> queues;

  @SuppressWarnings("unchecked") // The Scala classes of requests implement the Java interfaces.
  private QueuesHandler(ActorSystem actors, QueueServer server) {
    this.actors = actors;
    this.materializer = SystemMaterializer.get(actors).materializer();
    this.queues =
        (Flow<HttpRequest, HttpResponse, Object>) (Flow<?, ?, ?>) server.served().asJava();
  }

  /**
   * Creates a server without queues.
   *
   * @param endpoint where its requests arrive; the queues' URLs begin with it
   * @param account appears in the queues' ARNs and URLs
   */
  public static Handler create(URI endpoint, LocalAccount account) {
    var actors =
        ActorSystem.create(
            "elasticmq", ConfigFactory.parseString(ACTORS).withFallback(ConfigFactory.load()));
    try {
      var server = QueueServer.install((ExtendedActorSystem) actors);
      SQSRestServerBuilder.withInterface(LocalService.HOST)
          .withPort(endpoint.getPort())
          .withServerAddress(new NodeAddress("http", endpoint.getHost(), endpoint.getPort(), ""))
          .withActorSystem(actors)
          .withAWSRegion(account.region())
          .withAWSAccountId(account.accountId())
          .start()
          .waitUntilStarted();
      return new QueuesHandler(actors, server);
    } catch (RuntimeException e) {
      actors.terminate();
      throw e;
    }
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    // ElasticMQ reads actions from the query of a GET too, which any web page can send.
    if (!request.getMethod().equals("POST")) {
      Response.writeError(request, response, callback, 405);
      return true;
    }
    if (request.getLength() > MAX_BYTES) {
      Response.writeError(request, response, callback, 413);
      return true;
    }
    // A request waits up to 20 seconds for messages.
    request.addIdleTimeoutListener(timeout -> false);
    var body = new CompletableFuture<byte[]>();
    Content.Source.asByteArrayAsync(request, MAX_BYTES, Promise.Invocable.toPromise(body));
    body.thenCompose(bytes -> answer(request, bytes))
        .whenComplete(
            (answer, failure) -> {
              if (failure == null) {
                write(answer, response, callback);
              } else if (isRunning()) {
                Response.writeError(request, response, callback, failure);
              } else {
                // It waited for messages when the queues ended, which needs no line in the log.
                Response.writeError(request, response, callback, 503);
              }
            });
    return true;
  }

  private CompletableFuture<HttpResponse> answer(Request request, byte[] body) {
    return Source.single(read(request, body))
        .via(queues)
        .runWith(Sink.head(), materializer)
        .thenCompose(answer -> answer.toStrict(BODY_MILLIS, actors))
        .thenApply(HttpResponse.class::cast)
        .toCompletableFuture();
  }

  private static HttpRequest read(Request request, byte[] body) {
    var method = HttpMethods.lookup(request.getMethod()).orElse(HttpMethods.POST);
    String type = request.getHeaders().get("Content-Type");
    HttpRequest read =
        HttpRequest.create(request.getHttpURI().getPathQuery())
            .withMethod(method)
            .withEntity(ContentTypes.parse(type == null ? "application/octet-stream" : type), body);
    for (var field : request.getHeaders()) {
      read = read.addHeader(RawHeader.create(field.getName(), field.getValue()));
    }
    return read;
  }

  private static void write(HttpResponse answer, Response response, Callback callback) {
    var entity = (HttpEntity.Strict) answer.entity();
    response.setStatus(answer.status().intValue());
    for (HttpHeader header : answer.getHeaders()) {
      response.getHeaders().put(header.name(), header.value());
    }
    response.getHeaders().put("Content-Type", entity.getContentType().toString());
    response.write(true, ByteBuffer.wrap(entity.getData().toArray()), callback);
  }

  @Override
  protected void doStop() throws Exception {
    super.doStop();
    try {
      Await.ready(actors.terminate(), STOP_LIMIT);
    } catch (TimeoutException e) {
      throw new IllegalStateException("SQS did not stop within " + STOP_LIMIT, e);
    }
  }
}
