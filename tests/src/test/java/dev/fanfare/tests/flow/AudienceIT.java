package dev.fanfare.tests.flow;

import static dev.fanfare.tests.flow.Requests.list;
import static dev.fanfare.tests.flow.Requests.toEveryone;
import static dev.fanfare.tests.flow.Requests.toUsers;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Each connection of the audience gets the message once, and no other connection gets it. */
@OnStack(StackKind.SMALL_SHARDS)
class AudienceIT {
  private static final String DATA = "{\"text\":\"hello\"}";

  @Test
  void broadcast_toEveryone_reachesEverybody(Flow flow) {
    flow.connect(flow.names("user", 7));

    Broadcast broadcast = flow.broadcasts().run(toEveryone(DATA)).succeeded();

    assertThat(broadcast.outcomes()).isEqualTo(Map.of("delivered", 7L));
    flow.assertReceived(DATA, user -> true);
  }

  @Test
  void broadcast_emptyListOfUsers_reachesEverybody(Flow flow) {
    flow.connect(flow.names("user", 3));

    flow.broadcasts().run(toUsers(List.of(), DATA)).succeeded();

    flow.assertReceived(DATA, user -> true);
  }

  @Test
  void broadcast_usersWithSeveralConnections_reachesEachConnectionOnce(Flow flow) {
    String ann = flow.name("ann");
    String bob = flow.name("bob");
    String eve = flow.name("eve");
    flow.connect(List.of(ann, bob, ann, eve, ann, bob, eve));

    Broadcast broadcast = flow.broadcasts().run(toUsers(List.of(ann, bob), DATA)).succeeded();

    assertThat(broadcast.planned()).isEqualTo(5);
    flow.assertReceived(DATA, user -> !user.equals(eve));
  }

  @Test
  void broadcast_usersListedTwice_reachesThemOnce(Flow flow) {
    String ann = flow.name("ann");
    String bob = flow.name("bob");
    flow.connect(List.of(ann, bob, ann));

    Broadcast broadcast =
        flow.broadcasts().run(toUsers(List.of(ann, bob, ann, ann, bob), DATA)).succeeded();

    assertThat(broadcast.planned()).isEqualTo(3);
    flow.assertReceived(DATA, user -> true);
  }

  @Test
  void broadcast_150ExcludedUsers_reachesAllOthers(Flow flow) {
    List<String> excluded = flow.names("excluded", 150);
    List<String> connected =
        Stream.concat(flow.names("user", 20).stream(), excluded.subList(110, 150).stream())
            .toList();
    flow.connect(connected);

    Broadcast broadcast =
        flow.broadcasts()
            .run("{\"exclude_users\":%s,\"data\":%s}".formatted(list(excluded), DATA))
            .succeeded();

    assertThat(broadcast.planned()).isEqualTo(20);
    flow.assertReceived(DATA, user -> !excluded.contains(user));
  }

  @Test
  void broadcast_usersAndExclusions_reachesTheDifference(Flow flow) {
    List<String> users = flow.names("user", 6);
    flow.connect(users);
    List<String> excluded = List.of(users.get(1), users.get(5), flow.name("nobody"));

    Broadcast broadcast =
        flow.broadcasts()
            .run(
                "{\"users\":%s,\"exclude_users\":%s,\"data\":%s}"
                    .formatted(list(users.subList(0, 4)), list(excluded), DATA))
            .succeeded();

    assertThat(broadcast.planned()).isEqualTo(3);
    flow.assertReceived(DATA, user -> users.indexOf(user) < 4 && !user.equals(users.get(1)));
  }

  @Test
  void broadcast_emptyAudience_succeedsWithEmptyBooks(Flow flow) {
    flow.connect(flow.names("user", 2));

    Broadcast broadcast =
        flow.broadcasts().run(toUsers(List.of(flow.name("nobody")), DATA)).succeeded();

    assertThat(broadcast.planned()).isZero();
    assertThat(broadcast.outcomes()).isEmpty();
    assertThat(broadcast.figure("shards")).isZero();
    flow.assertReceived(DATA, user -> false);
  }

  @Test
  void broadcast_offlineUserAmongOthers_reachesTheOthers(Flow flow) {
    String ann = flow.name("ann");
    flow.connect(List.of(ann, flow.name("eve")));

    Broadcast broadcast =
        flow.broadcasts().run(toUsers(List.of(flow.name("offline"), ann), DATA)).succeeded();

    assertThat(broadcast.outcomes()).isEqualTo(Map.of("delivered", 1L));
    flow.assertReceived(DATA, ann::equals);
  }

  @Test
  void broadcast_severalShards_reachesEverybodyOnce(Flow flow) {
    flow.connect(flow.names("user", 43));

    Broadcast broadcast = flow.broadcasts().run(toEveryone(DATA)).succeeded();

    assertThat(broadcast.figure("shards")).isEqualTo(5);
    assertThat(broadcast.outcomes()).isEqualTo(Map.of("delivered", 43L));
    flow.assertReceived(DATA, user -> true);
  }
}
