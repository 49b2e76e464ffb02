package dev.fanfare.local.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fanfare.local.iam.RoleSpec;
import dev.fanfare.local.physics.Physics;
import dev.fanfare.local.physics.PhysicsSettings;
import dev.fanfare.local.stepfunctions.ManualTime;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FunctionLimitsTest {
  private static final PhysicsSettings FAST = PhysicsSettings.fast("eu-central-2");

  private final ManualTime time = new ManualTime();

  @Test
  void admit_droppedSnapshot_refusesUntilItIsRebuilt() {
    var limits = limits(FAST);
    limits.dropSnapshot("push", Duration.ofMinutes(3));
    time.advance(Duration.ofDays(1));

    assertRefused(limits, "push");
    time.advance(Duration.ofSeconds(179));
    assertRefused(limits, "push");
    time.advance(Duration.ofSeconds(1));

    assertThat(limits.admit(function("push"))).isZero();
  }

  @Test
  void admit_anotherFunction_isServed() {
    var limits = limits(FAST);
    limits.dropSnapshot("push", Duration.ofMinutes(3));

    assertThat(limits.admit(function("plan"))).isZero();
  }

  @Test
  void admit_unusedForTwoWeeks_refusesUntilTheSnapshotIsRebuilt() {
    var limits = limits(PhysicsSettings.aws("eu-central-2"));
    limits.admit(function("push"));
    time.advance(Duration.ofDays(14).plusSeconds(1));

    assertRefused(limits, "push");
    time.advance(Duration.ofSeconds(180));

    assertThat(limits.admit(function("push"))).isPositive();
  }

  @Test
  void admit_aboveTheConcurrencyOfTheAccount_refusesUntilOneEnds() {
    var limits = limits(FAST.with("lambda-concurrency.max", "2"));
    limits.admit(function("push"));
    limits.admit(function("plan"));

    assertThatThrownBy(() -> limits.admit(function("plan")))
        .isInstanceOfSatisfying(
            InvocationRejectedException.class,
            e -> {
              assertThat(e.status()).isEqualTo(429);
              assertThat(e.code()).isEqualTo("TooManyRequestsException");
              assertThat(e.reason()).contains("ConcurrentInvocationLimitExceeded");
            });
    limits.ended(function("push"));

    assertThat(limits.admit(function("plan"))).isZero();
  }

  private FunctionLimits limits(PhysicsSettings settings) {
    return new FunctionLimits(Physics.of(settings), time, List.of());
  }

  private static FunctionSpec function(String name) {
    return new FunctionSpec(
        name,
        name,
        "arn:" + name,
        new FunctionSpec.Code("Handler", "java25", Path.of("x.jar"), true, Map.of()),
        new FunctionSpec.Limits(Duration.ofSeconds(1), 512, 10, false),
        "/aws/lambda/" + name,
        FunctionSpec.Triggers.NONE,
        new RoleSpec("", List.of()));
  }

  private static void assertRefused(FunctionLimits limits, String function) {
    assertThatThrownBy(() -> limits.admit(function(function)))
        .isInstanceOfSatisfying(
            InvocationRejectedException.class,
            e -> assertThat(e.code()).isEqualTo("SnapStartNotReadyException"));
  }
}
