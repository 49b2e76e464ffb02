package dev.fanfare.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fanfare.handlers.AnswerUnroutedHandler;
import dev.fanfare.handlers.ConnectHandler;
import dev.fanfare.handlers.DisconnectHandler;
import dev.fanfare.handlers.JoinChannelHandler;
import dev.fanfare.handlers.LeaveChannelHandler;
import dev.fanfare.handlers.ListChannelsHandler;
import dev.fanfare.handlers.ListMembersHandler;
import dev.fanfare.handlers.ListMessagesHandler;
import dev.fanfare.handlers.NoticePresenceHandler;
import dev.fanfare.handlers.PlanShardsHandler;
import dev.fanfare.handlers.PruneStaleHandler;
import dev.fanfare.handlers.PushShardHandler;
import dev.fanfare.handlers.ReduceOutcomesHandler;
import dev.fanfare.handlers.SendMessageHandler;
import dev.fanfare.handlers.StartHandler;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Creates handlers as Lambda does: without arguments, from environment variables, before any event.
 */
class EnvironmentTest {

  static Stream<Arguments> handlers() {
    var bucket = Map.of("BROADCAST_BUCKET", "fanfare");
    var connections = Map.of("CONNECTIONS_TABLE", "connections");
    var stale = Map.of("STALE_TABLE", "stale");
    var messages = Map.of("MESSAGES_TABLE", "Messages");
    var size = Map.of("SHARD_SIZE", "5000");
    var channels =
        Map.of("CONNECTIONS_TABLE", "connections", "SUBSCRIPTIONS_TABLE", "subscriptions");
    var subscriptions = Map.of("SUBSCRIPTIONS_TABLE", "subscriptions");
    var removals =
        Map.of(
            "CONNECTIONS_TABLE",
            "connections",
            "SUBSCRIPTIONS_TABLE",
            "subscriptions",
            "SUBSCRIPTIONS_BY_ID_INDEX",
            "by-connection-id",
            "SESSIONS_TABLE",
            "sessions");
    var notices = Map.of("QUEUE_URL", "http://localhost:1/q", "NOTICE_CHANNELS", "news");
    var limit = Map.of("MAX_CONNECTIONS_PER_USER", "20");
    var origins = Map.of("ALLOWED_ORIGINS", "*");
    var young = Map.of("YOUNG_SECONDS", "5");
    var endpoint = Map.of("CONNECTIONS_ENDPOINT", "http://localhost:1/live");
    var budget =
        Map.of(
            "BUDGETS_TABLE", "Budgets",
            "MAX_MESSAGES_PER_MINUTE", "120",
            "MAX_REFUSALS_PER_MINUTE", "60",
            "ANONYMOUS_PER_SOURCE", "20",
            "CONNECTIONS_ENDPOINT", "http://localhost:1/live");
    var right = Map.of("CLIENT_SEND", "granted");
    var machine = Map.of("STATE_MACHINE_ARN", "arn");
    var retention = Map.of("RETENTION_DAYS", "14");
    var start = Map.of("STATE_MACHINE_ARN", "arn", "DEAD_LETTER_QUEUE_URL", "http://localhost:1/d");
    var push =
        Map.of(
            "CONNECTIONS_ENDPOINT",
            "http://localhost:1/live",
            "ACCOUNT_POST_RATE",
            "10000",
            "POST_RATE_PERCENT",
            "80",
            "CLIENT_RATE_PERCENT",
            "20",
            "POSTS_IN_FLIGHT",
            "200",
            "POST_ATTEMPTS",
            "5",
            "YOUNG_SECONDS",
            "5",
            "PERMITS_TABLE",
            "Permits",
            "PROGRESS_TABLE",
            "Progress",
            "TRANSPORT",
            "http1");
    var settings =
        Map.of(
            "ACCOUNT_POST_RATE", "10000",
            "POST_RATE_PERCENT", "80",
            "CLIENT_RATE_PERCENT", "20",
            "PUSH_CONCURRENCY", "10",
            "POSTS_IN_FLIGHT", "100",
            "PUSH_TIMEOUT_SECONDS", "300");
    var missed =
        Map.of(
            "MAX_CATCH_UP_MESSAGES", "1000",
            "PERMITS_TABLE", "Permits",
            "ACCOUNT_POST_RATE", "10000",
            "POST_RATE_PERCENT", "80",
            "CLIENT_RATE_PERCENT", "20");
    var progress = Map.of("PROGRESS_TABLE", "Progress");
    var direct =
        List.of(Map.of("DIRECT_LIMIT", "500"), removals, messages, stale, bucket, retention, push);
    return Stream.of(
        handler(StartHandler::new, with(direct, List.of(start))),
        handler(
            PlanShardsHandler::new,
            List.of(bucket, channels, messages, progress, retention, size, machine, settings)),
        handler(PushShardHandler::new, List.of(bucket, push, retention)),
        handler(ReduceOutcomesHandler::new, List.of(bucket, stale, size, retention)),
        handler(PruneStaleHandler::new, List.of(removals, stale, retention)),
        handler(ConnectHandler::new, List.of(removals, limit, origins, endpoint, young, retention)),
        handler(DisconnectHandler::new, List.of(removals, retention)),
        handler(NoticePresenceHandler::new, List.of(notices)),
        handler(JoinChannelHandler::new, List.of(channels, budget, messages, missed)),
        handler(LeaveChannelHandler::new, List.of(channels, budget)),
        handler(ListChannelsHandler::new, List.of(channels, budget)),
        handler(ListMembersHandler::new, List.of(subscriptions, budget)),
        handler(SendMessageHandler::new, with(direct, List.of(budget, machine, right))),
        handler(ListMessagesHandler::new, List.of(subscriptions, budget, messages)),
        handler(AnswerUnroutedHandler::new, List.of(budget)));
  }

  private static List<Map<String, String>> with(
      List<Map<String, String>> some, List<Map<String, String>> more) {
    return Stream.concat(some.stream(), more.stream()).toList();
  }

  @AfterEach
  void restore() {
    Environment.replace(System.getenv());
  }

  @ParameterizedTest
  @MethodSource("handlers")
  void new_allVariables_createsTheHandlerWithoutACall(
      Map<String, String> variables, Supplier<Object> handler) {
    var withLambdasOwn = new HashMap<>(variables);
    withLambdasOwn.put("AWS_REGION", "eu-central-2");
    Environment.replace(withLambdasOwn);

    assertThat(handler.get()).isNotNull();
  }

  @ParameterizedTest
  @MethodSource("handlers")
  void new_noVariables_namesEachMissingOne(
      Map<String, String> variables, Supplier<Object> handler) {
    Environment.replace(Map.of());

    var failure = assertThatThrownBy(handler::get).isInstanceOf(ConfigurationException.class);
    variables.keySet().forEach(name -> failure.hasMessageContaining(name + " is missing"));
  }

  @Test
  void replace_variables_areACopy() {
    var given = new HashMap<>(Map.of("A", "1"));
    Environment.replace(given);
    given.put("A", "2");

    assertThat(Environment.variables()).containsExactly(Map.entry("A", "1"));
  }

  private static Arguments handler(Supplier<Object> handler, List<Map<String, String>> variables) {
    var all = new HashMap<String, String>();
    variables.forEach(all::putAll);
    return Arguments.of(all, handler);
  }
}
