package dev.fanfare.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecentTest {

  @Test
  void get_moreThanTheMaximum_dropsTheLeastRecentlyUsed() {
    var made = new ArrayList<String>();
    var recent = new Recent<String>(2);

    for (String name : List.of("a", "b", "a", "c", "a", "b")) {
      recent.get(
          name,
          one -> {
            made.add(one);
            return one;
          });
    }

    assertThat(made).containsExactly("a", "b", "c", "b");
  }
}
