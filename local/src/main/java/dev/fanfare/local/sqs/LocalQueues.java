package dev.fanfare.local.sqs;

import com.typesafe.config.ConfigFactory;
import dev.fanfare.local.account.LocalAccount;
import dev.fanfare.loopback.LocalService;
import dev.fanfare.loopback.ServiceStartException;
import java.net.URI;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.http.scaladsl.Http.ServerBinding;
import org.elasticmq.NodeAddress;
import org.elasticmq.rest.sqs.SQSRestServerBuilder;
import scala.concurrent.Await;
import scala.concurrent.duration.Duration;
import scala.concurrent.duration.FiniteDuration;

/**
 * SQS implemented by ElasticMQ, with queues in memory. It supports visibility timeouts, dead-letter
 * queues, FIFO queues and long polling.
 */
public record LocalQueues(ServerBinding server, ActorSystem actors, URI endpoint)
    implements LocalService {
  private static final String NAME = "SQS";
  private static final FiniteDuration STOP_LIMIT = Duration.create(5, TimeUnit.SECONDS);

  /** How long a stop waits for open requests. ElasticMQ's default is a minute, for long polls. */
  private static final FiniteDuration LAST_REQUESTS = Duration.create(100, TimeUnit.MILLISECONDS);

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

  /**
   * Starts a server without queues.
   *
   * @param port 0 for any free port
   * @param account appears in the queues' ARNs and URLs
   * @throws ServiceStartException if the port is in use
   */
  public static LocalQueues start(int port, LocalAccount account) {
    var actors =
        ActorSystem.create(
            "elasticmq", ConfigFactory.parseString(ACTORS).withFallback(ConfigFactory.load()));
    try {
      var builder =
          SQSRestServerBuilder.withInterface(HOST)
              .withActorSystem(actors)
              .withAWSRegion(account.region())
              .withAWSAccountId(account.accountId());
      var addressed =
          port == 0
              ? builder.withDynamicPort()
              : builder.withPort(port).withServerAddress(new NodeAddress("http", HOST, port, ""));
      var server = addressed.start().waitUntilStarted();
      int bound = server.localAddress().getPort();
      return new LocalQueues(server, actors, URI.create("http://" + HOST + ":" + bound));
    } catch (Exception e) { // Scala declares no exceptions; a port in use may cause any type.
      actors.terminate();
      throw ServiceStartException.of(NAME, port, e);
    }
  }

  @Override
  public void close() {
    try {
      Await.ready(server.terminate(LAST_REQUESTS), STOP_LIMIT);
      Await.ready(actors.terminate(), STOP_LIMIT);
    } catch (TimeoutException e) {
      throw new IllegalStateException(NAME + " did not stop within " + STOP_LIMIT, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
