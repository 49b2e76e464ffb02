package dev.fanfare.push;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fanfare.broadcast.Connection;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

class WaitingTest {
  private static final Connection ANN = new Connection("c", "ann", 0);

  private final Waiting waiting = new Waiting();

  @Test
  void again_andAside_returnTheEarliestOnceItIsDue() {
    waiting.retry(attempt(1, 200));
    waiting.retry(attempt(2, 100));
    waiting.putAside(attempt(3, 150));

    assertThat(waiting.again(99)).isNull();
    assertThat(waiting.again(100).line()).isEqualTo(2);
    assertThat(waiting.again(100)).isNull();
    assertThat(waiting.aside(149)).isNull();
    assertThat(waiting.aside(150).line()).isEqualTo(3);
    assertThat(waiting.again(1_000).line()).isEqualTo(1);
    assertThat(waiting.isEmpty()).isTrue();
  }

  @Test
  void nanosUntilDue_isThatOfTheEarlierOne() {
    assertThat(waiting.nanosUntilDue(50)).isEqualTo(Long.MAX_VALUE);

    waiting.putAside(attempt(1, 180));
    assertThat(waiting.nanosUntilDue(50)).isEqualTo(130);
    waiting.retry(attempt(2, 120));
    assertThat(waiting.nanosUntilDue(50)).isEqualTo(70);
  }

  @Test
  void size_countsBothKinds_andIsFullAtTenThousand() {
    for (int line = 0; line < 4_000; line++) {
      waiting.retry(attempt(line, 0));
    }
    for (int line = 4_000; line < 9_999; line++) {
      waiting.putAside(attempt(line, 0));
    }
    assertThat(waiting.size()).isEqualTo(9_999);
    assertThat(waiting.isFull()).isFalse();

    waiting.putAside(attempt(9_999, 0));
    assertThat(waiting.size()).isEqualTo(10_000);
    assertThat(waiting.isFull()).isTrue();
  }

  @Test
  void clear_removesBothKinds() {
    waiting.retry(attempt(1, 0));
    waiting.putAside(attempt(2, 0));
    var lines = new ArrayList<Integer>();
    waiting.forEach(attempt -> lines.add(attempt.line()));
    waiting.clear();

    assertThat(lines).containsExactly(1, 2);
    assertThat(waiting.isEmpty()).isTrue();
    assertThat(waiting.again(0)).isNull();
    assertThat(waiting.aside(0)).isNull();
  }

  private static Attempt attempt(int line, long dueNanos) {
    return new Attempt(line, ANN, 0, false, dueNanos);
  }
}
