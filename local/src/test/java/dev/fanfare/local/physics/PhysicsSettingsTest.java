package dev.fanfare.local.physics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PhysicsSettingsTest {
  private static final String REGION = "eu-central-2";
  private static final PhysicsSettings FAST = PhysicsSettings.fast(REGION);

  @Test
  void presets_areAllOffAndAllOn() {
    assertThat(Limit.values()).noneMatch(FAST::isOn);
    assertThat(Limit.values()).allMatch(PhysicsSettings.preset("aws", REGION)::isOn);
    assertThat(PhysicsSettings.preset("fast", REGION)).isEqualTo(FAST);
    assertThatThrownBy(() -> PhysicsSettings.preset("slow", REGION))
        .hasMessage("is 'slow': must be fast or aws");
  }

  @Test
  void aws_largeRegion_hasLargerQuotas() {
    assertThat(PhysicsSettings.aws("us-east-1").value(PhysicsNumber.TRANSITION_RATE))
        .isEqualTo(5_000);
    assertThat(PhysicsSettings.aws(REGION).value(PhysicsNumber.TRANSITION_RATE)).isEqualTo(800);
    assertThat(PhysicsSettings.aws("us-east-1").value(PhysicsNumber.REQUEST_RATE))
        .isEqualTo(10_000);
    assertThat(PhysicsSettings.aws(REGION).value(PhysicsNumber.REQUEST_RATE)).isEqualTo(2_500);
  }

  @ParameterizedTest
  @EnumSource(PhysicsNumber.class)
  void with_eachNumber_turnsItsLimitOnWithAwsDefaults(PhysicsNumber number) {
    var settings = FAST.with(number.key(), "17");

    assertThat(settings.value(number)).isEqualTo(17);
    assertThat(Arrays.stream(Limit.values()).filter(settings::isOn))
        .containsExactly(number.limit());
    assertThat(settings.numbers().keySet())
        .allMatch(each -> each == number || settings.value(each) == each.defaultIn(REGION));
  }

  @Test
  void with_off_turnsALimitOff() {
    var settings = PhysicsSettings.aws(REGION).with("s3", "off");

    assertThat(settings.isOn(Limit.S3)).isFalse();
    assertThat(settings.latency(PhysicsNumber.S3_MIN, PhysicsNumber.S3_MAX).isNone()).isTrue();
    assertThat(settings.isOn(Limit.RESTORE)).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "s3.min | x | s3.min is 'x': must be a number from 0 to 1000000000 (ms)",
        "s3.min | -1 | s3.min is '-1': must be a number from 0 to 1000000000 (ms)",
        "s3.min | NaN | s3.min is 'NaN': must be a number from 0 to 1000000000 (ms)",
        "map-dispatch.concurrency | 20000 | map-dispatch.concurrency is '20000': must be a number from 1 to 10000 (children)",
        "s3 | 5 | s3 is '5': a whole limit can only be off; its numbers are s3.min, s3.max",
      })
  void with_badValue_namesFieldValueAndRule(String name, String value, String message) {
    assertThatThrownBy(() -> FAST.with(name, value))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  @Test
  void with_unknownName_listsAllNames() {
    assertThatThrownBy(() -> FAST.with("s4.min", "1"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(
            "s4.min is '1': there is no such number, it must be one of start-execution.rate,")
        .hasMessageEndingWith("gateway-latency.max");
  }

  @Test
  void checked_minimumAboveMaximum_isRefused() {
    var settings = FAST.with("s3.min", "200");

    assertThatThrownBy(settings::checked)
        .hasMessage("s3.min is '200': must be at most s3.max, which is 100");
    assertThat(settings.with("s3.max", "300").checked().isOn(Limit.S3)).isTrue();
  }

  /** Law: a latency is between its bounds. */
  @Property
  void draw_anyBounds_isBetweenThem(
      @ForAll long seed,
      @ForAll @DoubleRange(max = 1_000) double min,
      @ForAll @DoubleRange(max = 1_000) double more) {
    var latency = Latency.ofMillis(min, min + more);
    var random = new Random(seed);
    for (int i = 0; i < 20; i++) {
      assertThat(latency.draw(random)).isBetween(latency.min(), latency.max());
    }
  }

  /** The docs have a table of all numbers. */
  @Test
  void docs_listEveryNumberWithItsDefault() throws IOException {
    List<String> documented =
        Files.readAllLines(project().resolve("docs/local.md")).stream()
            .filter(line -> line.matches("\\| `[a-z0-9-]+\\.[a-z]+` \\|.*"))
            .map(line -> line.replaceFirst("^((\\| [^|]* ){3}\\|).*", "$1"))
            .toList();

    assertThat(documented)
        .containsExactlyElementsOf(
            Stream.of(PhysicsNumber.values()).map(PhysicsSettingsTest::row).toList());
  }

  private static String row(PhysicsNumber number) {
    String here = "%,d".formatted((long) number.defaultIn(REGION));
    return "| `%s` | %s | %s |".formatted(number.key(), number.unit(), here);
  }

  /** Maven runs tests in the folder of the module, but an editor may use that of the project. */
  private static Path project() {
    Path at = Path.of("").toAbsolutePath();
    while (!Files.isRegularFile(at.resolve("template.yaml"))) {
      at = at.getParent();
    }
    return at;
  }
}
