package dev.fanfare.devtools.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fanfare.cli.CommandFailure;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileLimitTest {
  private static final OptionalInt UNASKED = OptionalInt.empty();

  @ParameterizedTest
  @CsvSource({
    "1000, 19900, 1",
    "15900, 19900, 1",
    "15901, 19900, 2",
    "20000, 19900, 2",
    "50000, 19900, 4",
    "50000, 1000000, 1",
    "100000, 19900, 8",
    "10000, 4996, 3",
  })
  void gateways_manyClients_areAsManyAsTheLimitRequires(int clients, long capacity, int gateways) {
    assertThat(limit(capacity, true).gateways(clients, UNASKED)).isEqualTo(gateways);
  }

  @Test
  void gateways_given_areUsed() {
    assertThat(limit(19_900, true).gateways(1_000, OptionalInt.of(3))).isEqualTo(3);
    assertThat(new FileLimit(OptionalLong.empty(), false).gateways(90_000, UNASKED)).isEqualTo(1);
  }

  @Test
  void gateways_oneGivenAndNotEnough_adviceIsToOmitIt() {
    assertThatThrownBy(() -> limit(19_900, true).gateways(20_000, OptionalInt.of(1)))
        .isInstanceOf(CommandFailure.class)
        .hasMessage(
            "20000 clients need about 24000 open files in one process, but the limit leaves 19900:"
                + " omit --gateways, so that several processes hold the sockets, or raise it"
                + " with \"ulimit -n 25000\" (as root, or in limits.conf)");
  }

  @Test
  void gateways_systemWithoutSharedPorts_adviceIsToRaiseTheLimit() {
    assertThatThrownBy(() -> limit(10_000, false).gateways(20_000, UNASKED))
        .hasMessageContaining("raise it with \"ulimit -n 25000\"")
        .hasMessageEndingWith("or use fewer --clients than 20000")
        .hasMessageNotContaining("--gateways");
  }

  @Test
  void gateways_limitTooLowForTheStack_adviceIsToRaiseIt() {
    assertThatThrownBy(() -> limit(900, true).gateways(1_000, UNASKED))
        .hasMessageContaining("need about 1500 open files in one process, but the limit leaves 900")
        .hasMessageContaining("ulimit -n 2500")
        .hasMessageNotContaining("--gateways");
  }

  private static FileLimit limit(long capacity, boolean sharesPorts) {
    return new FileLimit(OptionalLong.of(capacity), sharesPorts);
  }
}
