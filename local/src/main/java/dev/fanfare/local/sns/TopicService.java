package dev.fanfare.local.sns;

import dev.fanfare.local.account.LocalAccount;
import dev.fanfare.local.http.Action;
import dev.fanfare.local.http.AwsApi;
import dev.fanfare.loopback.LocalService;
import java.net.URI;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;

/** SNS on this machine, in AWS's query protocol. */
public final class TopicService implements LocalService {
  private static final String NAMESPACE = "http://sns.amazonaws.com/doc/2010-03-31/";

  private final Topics topics;
  private final LocalService api;

  private TopicService(Topics topics, LocalService api) {
    this.topics = topics;
    this.api = api;
  }

  /**
   * Starts without topics.
   *
   * @param port 0 for any free port
   * @param clock for the timestamps of notifications
   * @throws dev.fanfare.loopback.ServiceStartException if the port is in use
   */
  public static TopicService start(
      int port, LocalAccount account, Deliveries deliveries, Clock clock) {
    var topics = new Topics(account);
    Map<String, Action> actions = new HashMap<>();
    new TopicActions(topics).register(actions);
    new PublishActions(topics, deliveries, clock).register(actions);
    return new TopicService(topics, AwsApi.query("SNS", port, NAMESPACE, actions));
  }

  /** Creates a topic with its subscriptions. */
  public void create(TopicSpec topic) {
    topics.create(topic.name());
    topic.subscriptions().forEach(topics::subscribe);
  }

  @Override
  public URI endpoint() {
    return api.endpoint();
  }

  @Override
  public void close() {
    api.close();
  }
}
