package dev.fanfare.tests.flow;

import static dev.fanfare.tests.flow.Requests.list;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fanfare.request.Share;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;

/** Channels, filters, shares and long lists, over real sockets. */
@OnStack(StackKind.SMALL_SHARDS)
class ChannelAudienceIT {
  private static final String DATA = "{\"text\":\"hello\"}";

  @Test
  void broadcast_toChannels_reachesEachMemberOnce(Flow flow) {
    List<String> users = flow.names("user", 24);
    flow.connect(users);
    flow.memberships().join(flow.name("news"), users.subList(0, 12));
    flow.memberships().join(flow.name("sports"), users.subList(8, 20));
    List<String> channels = List.of(flow.name("news"), flow.name("sports"), flow.name("unheard"));

    Broadcast broadcast = flow.broadcasts().run(toChannels(channels, "")).succeeded();

    assertThat(broadcast.outcomes()).isEqualTo(Map.of("delivered", 20L));
    String positions =
        channels.stream().map(channel -> quoted(channel) + ":1").collect(Collectors.joining(","));
    flow.assertReceived(
        DATA.replace("}", ",\"positions\":{" + positions + "}}"), user -> users.indexOf(user) < 20);
  }

  @Test
  void broadcast_toChannelsWithExclusions_omitsThem(Flow flow) {
    List<String> users = flow.names("user", 6);
    flow.connect(users);
    flow.memberships().join(flow.name("news"), users);
    String originator = flow.rows().connectionIds(users.get(2)).get(0);

    flow.broadcasts()
        .run(
            toChannels(
                List.of(flow.name("news")),
                "\"exclude_users\":%s,\"exclude_connections\":%s,"
                    .formatted(list(users.subList(0, 1)), list(List.of(originator)))))
        .succeeded();

    String posted =
        DATA.replace("}", ",\"channel\":" + quoted(flow.name("news")) + ",\"position\":1}");
    flow.assertReceived(posted, user -> users.indexOf(user) != 0 && users.indexOf(user) != 2);
  }

  @Test
  void broadcast_toUnknownChannel_reachesNobody(Flow flow) {
    flow.connect(flow.names("user", 2));

    Broadcast broadcast =
        flow.broadcasts().run(toChannels(List.of(flow.name("unheard")), "")).succeeded();

    assertThat(broadcast.planned()).isZero();
    flow.assertReceived(DATA, user -> false);
  }

  @Test
  void broadcast_withFilter_reachesMatchingConnections(Flow flow) {
    List<String> users = flow.names("user", 9);
    flow.connect(users);
    for (String user : users) {
      flow.memberships().describe(user, Map.of("team", "t" + users.indexOf(user) % 3));
    }
    String filter =
        "\"filter\":\"team in ('t0', 't1') and not user_id = '%s'\",".formatted(users.get(0));
    flow.memberships().join(flow.name("news"), users.subList(0, 5));

    flow.broadcasts().run("{" + filter + "\"data\":1}").succeeded();
    flow.broadcasts()
        .run(toChannels(List.of(flow.name("news")), filter).replace(DATA, "2"))
        .succeeded();

    String wrapped =
        "{\"type\":\"broadcast\",\"data\":2,\"channel\":%s,\"position\":1}"
            .formatted(quoted(flow.name("news")));
    assertThat(flow.received())
        .allSatisfy(
            client -> {
              int index = users.indexOf(client.user());
              boolean isMeant = index > 0 && index % 3 < 2;
              assertThat(client.texts())
                  .as(client.user())
                  .isEqualTo(
                      !isMeant ? List.of() : index < 5 ? List.of("1", wrapped) : List.of("1"));
            });
  }

  @Test
  void broadcast_toAShare_reachesTheSameConnectionsAgain(Flow flow) {
    List<String> users = flow.names("user", 30);
    flow.connect(users);
    var tenth = new Share(10_000);
    var half = new Share(50_000);
    Map<String, String> ids =
        users.stream().collect(Collectors.toMap(u -> u, u -> flow.rows().connectionIds(u).get(0)));

    flow.broadcasts().run("{\"percent\":50,\"data\":50}").succeeded();
    flow.broadcasts().run("{\"percent\":10,\"data\":10}").succeeded();

    assertThat(flow.received())
        .allSatisfy(
            client -> {
              String id = ids.get(client.user());
              assertThat(client.texts())
                  .isEqualTo(
                      tenth.contains(id)
                          ? List.of("50", "10")
                          : half.contains(id) ? List.of("50") : List.of());
            });
  }

  /** The request is too large for the queue, so the operator puts it into the bucket. */
  @Test
  void broadcast_storedRequestWith100000Exclusions_omitsThem(Flow flow) {
    List<String> users = flow.names("user", 8);
    flow.connect(users);
    String id = flow.name("stored");
    String key = "broadcasts/" + id + "/request.json";
    List<String> listed = Stream.concat(flow.names("-", 2_000).stream(), users.stream()).toList();
    List<String> excluded =
        Stream.concat(
                IntStream.range(0, 100_000).mapToObj(i -> "somebody-else-" + i),
                users.subList(0, 3).stream())
            .toList();
    String json =
        "{\"users\":%s,\"exclude_users\":%s,\"data\":%s}"
            .formatted(list(listed), list(excluded), DATA);
    assertThat(json.length()).isGreaterThan(1 << 20);
    String bucket = flow.shared().stack().output("BucketName");
    flow.shared()
        .objects()
        .putObject(put -> put.bucket(bucket).key(key), RequestBody.fromString(json));

    Broadcast broadcast =
        flow.broadcasts().runByHand(id, "{\"requestKey\":\"" + key + "\"}").succeeded();

    assertThat(broadcast.outcomes()).isEqualTo(Map.of("delivered", 5L));
    flow.assertReceived(DATA, user -> users.indexOf(user) >= 3);
  }

  @Test
  void request_malformedAudience_goesToTheDeadLetterQueueAlone(Flow flow) {
    flow.connect(flow.names("user", 2));
    String name = flow.name("news");
    List<String> bad =
        List.of(
            "{\"channels\":[\"%s#1\"],\"data\":1}".formatted(name),
            "{\"channels\":\"%s\",\"data\":1}".formatted(name),
            "{\"channels\":[\"%s\"],\"users\":[\"ann\"],\"data\":1}".formatted(name),
            "{\"channels\":[\"%s\"],\"filter\":\"plan = \",\"data\":1}".formatted(name),
            "{\"channels\":[\"%s\"],\"percent\":0,\"data\":1}".formatted(name),
            "{\"channels\":%s,\"data\":1}".formatted(list(flow.names("c", 101))));

    List<String> ids = flow.broadcasts().sendBatch(bad);

    assertThat(flow.deadLetters().take(bad.size())).containsExactlyInAnyOrderElementsOf(bad);
    assertThat(ids).allMatch(flow.broadcasts()::isUntouched);
    flow.assertReceived("1", user -> false);
  }

  private static String quoted(String text) {
    return '"' + text + '"';
  }

  private static String toChannels(List<String> channels, String more) {
    return "{\"channels\":%s,%s\"data\":%s}".formatted(list(channels), more, DATA);
  }
}
