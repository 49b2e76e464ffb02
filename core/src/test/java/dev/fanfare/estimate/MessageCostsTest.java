package dev.fanfare.estimate;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class MessageCostsTest {

  @Test
  void of_aMillionMessagesToTen_directPathCostsATenthWithoutTheGateway() {
    var costs = MessageCosts.of(PriceBook.load(), 1_000_000, 10, 300);

    assertThat(costs.ratio()).isGreaterThanOrEqualTo(10);
    // Twelve messages each: one received, its answer, ten posts.
    assertThat(costs.execution().get("apiGateway")).isBetween(11.99, 12.01);
    assertThat(costs.direct().get("apiGateway")).isBetween(11.99, 12.01);
    assertThat(costs.execution().get("stepFunctions"))
        .isBetween(25.0 * Costs.STATES_OF_ONLY_SHARD - 1, 25.0 * Costs.STATES_OF_ONLY_SHARD + 1);
    assertThat(costs.direct().get("stepFunctions")).isZero();
    assertThat(costs.direct().get("s3")).isZero();
    assertThat(MessageCosts.beyondGateway(costs.direct())).isBetween(5.0, 25.0);
  }

  @Test
  void of_fiveHundredMembers_keepsTheReportInTheBucket() {
    var costs = MessageCosts.of(PriceBook.load(), 1_000_000, 500, 300);

    assertThat(costs.direct().get("s3")).isBetween(24.99, 25.01);
    assertThat(costs.ratio()).isGreaterThan(5);
  }

  @Test
  void memory_function_equalsTheTemplates() throws Exception {
    var found =
        Pattern.compile("\n  SendMessageFunction:\n.*?\n      MemorySize: (\\d+)\n", Pattern.DOTALL)
            .matcher(Files.readString(Path.of("..", "template.yaml")));
    assertThat(found.find()).isTrue();
    assertThat(Integer.parseInt(found.group(1))).isEqualTo(MessageCosts.SEND_MB);
  }
}
