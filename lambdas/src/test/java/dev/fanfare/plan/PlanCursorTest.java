package dev.fanfare.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fanfare.text.Json;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlanCursorTest {
  private static final PlanCursor CURSOR =
      new PlanCursor("first", 3, List.of(new PlanCursor.Lane("0 c13", false)), 4, 2);

  /** An execution may have planned its first shards before an upgrade. */
  @ParameterizedTest
  @ValueSource(strings = {"invocation", "stretch"})
  void read_ofThisOrAnEarlierVersion_hasTheNumberOfInvocations(String name) throws Exception {
    String json =
        """
        {"attempt":"first","%s":3,"lanes":[{"position":"0 c13","ended":false}],"planned":4,"shards":2}
        """
            .formatted(name);

    assertThat(Json.MAPPER.readValue(json, PlanCursor.class)).isEqualTo(CURSOR);
  }

  @Test
  void write_cursor_hasTheNumberAsInvocation() throws Exception {
    assertThat(Json.MAPPER.writeValueAsString(CURSOR))
        .contains("\"invocation\":3")
        .doesNotContain("stretch");
  }
}
