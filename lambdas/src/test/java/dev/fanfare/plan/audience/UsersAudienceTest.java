package dev.fanfare.plan.audience;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fanfare.broadcast.Connection;
import dev.fanfare.plan.ConnectionTableRows;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UsersAudienceTest {

  @ParameterizedTest
  @CsvSource({"1,1", "15,15", "16,16", "17,16", "1000,16"})
  void lanes_users_areSpreadOverAtMostSixteen(int users, int lanes) {
    assertThat(audience(new ConnectionTableRows(), users).lanes()).isEqualTo(lanes);
  }

  @Property(tries = 60)
  void read_allLanes_returnEachConnectionOfListedUsersOnce(
      @ForAll @IntRange(min = 1, max = 50) int users,
      @ForAll @IntRange(min = 1, max = 4) int pageSize) {
    var table = new ConnectionTableRows().pages(pageSize);
    var listed = new ArrayList<String>();
    for (int user = 0; user < users + 5; user++) {
      // The list omits the last five; some listed users have no connection.
      for (int i = 0; i < user % 4; i++) {
        table.add("user " + user, "c" + user + " " + i);
        if (user < users) {
          listed.add("c" + user + " " + i);
        }
      }
    }
    var audience = audience(table, users);

    var read = new ArrayList<String>();
    for (int lane = 0; lane < audience.lanes(); lane++) {
      String position = null;
      do {
        var page = audience.read(lane, position);
        page.connections().stream().map(Connection::id).forEach(read::add);
        position = page.position();
      } while (position != null);
    }

    assertThat(read).containsExactlyInAnyOrderElementsOf(listed);
  }

  @Test
  void read_positions_containTheUserAndTheLastConnectionRead() {
    var table = new ConnectionTableRows().pages(1).add("user 0", "c0").add("user 16", "c16");
    var audience = audience(table, 17);

    var positions = new ArrayList<String>();
    for (String at = audience.read(0, null).position(); at != null; ) {
      positions.add(at);
      at = audience.read(0, at).position();
    }

    assertThat(positions).isEqualTo(List.of("0 c0", "16", "16 c16"));
  }

  private static UsersAudience audience(ConnectionTableRows table, int users) {
    Set<String> names = new LinkedHashSet<>();
    for (int user = 0; user < users; user++) {
      names.add("user " + user);
    }
    return new UsersAudience(table.read(), names);
  }
}
