package dev.fanfare.local.topics;

import com.sun.net.httpserver.HttpExchange;
import dev.fanfare.local.LocalAccount;
import dev.fanfare.local.services.LocalService;
import dev.fanfare.local.services.LoopbackHttp;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** SNS on this machine, in AWS's query protocol. */
public final class TopicService implements LocalService {
  private static final Logger LOG = LoggerFactory.getLogger(TopicService.class);

  /** A message of 1 MiB, with every byte escaped as three, and what is around it. */
  private static final int MOST_BYTES = 4 * 1024 * 1024;

  private final Topics topics;
  private final Map<String, Function<QueryRequest, Map<String, Object>>> actions = new HashMap<>();
  private LoopbackHttp http;

  private TopicService(Topics topics) {
    this.topics = topics;
  }

  /**
   * Starts without topics.
   *
   * @param port 0 for any free one
   * @param clock what notifications are dated by
   * @throws dev.fanfare.local.services.ServiceStartException if the port is taken
   */
  public static TopicService start(
      int port, LocalAccount account, Deliveries deliveries, Clock clock) {
    var topics = new Topics(account);
    var service = new TopicService(topics);
    new TopicActions(topics).register(service.actions);
    new PublishActions(topics, deliveries, clock).register(service.actions);
    service.http = LoopbackHttp.start("SNS", port, service::handle);
    return service;
  }

  public void createTopic(String name) {
    topics.create(name);
  }

  /**
   * Subscribes to a topic that is there.
   *
   * @param protocol {@link Subscription#QUEUE} or {@link Subscription#FUNCTION}
   */
  public void subscribe(
      String topicArn,
      String protocol,
      String endpoint,
      boolean isRaw,
      Optional<String> deadLetterQueueArn) {
    topics.subscribe(topicArn, protocol, endpoint, isRaw, deadLetterQueueArn);
  }

  private void handle(HttpExchange exchange) throws IOException {
    var id = UUID.randomUUID().toString();
    exchange.getResponseHeaders().set("x-amzn-RequestId", id);
    var body = exchange.getRequestBody().readNBytes(MOST_BYTES + 1);
    try {
      if (body.length > MOST_BYTES) {
        throw QueryException.invalid("Message too long");
      }
      var request = QueryRequest.parse(new String(body, StandardCharsets.UTF_8));
      var action = request.text("Action").orElse("");
      if (!actions.containsKey(action)) {
        throw QueryException.unknownAction(action);
      }
      var result = actions.get(action).apply(request);
      LoopbackHttp.answer(exchange, 200, "text/xml", QueryAnswer.of(action, result, id));
    } catch (QueryException e) {
      LoopbackHttp.answer(exchange, e.status(), "text/xml", QueryAnswer.of(e, id));
    } catch (IllegalArgumentException e) {
      // The form's escapes are broken.
      LOG.debug("No form", e);
      var broken = QueryException.invalid(String.valueOf(e.getMessage()));
      LoopbackHttp.answer(exchange, 400, "text/xml", QueryAnswer.of(broken, id));
    }
  }

  @Override
  public URI endpoint() {
    return http.endpoint();
  }

  @Override
  public void close() {
    http.close();
  }
}
