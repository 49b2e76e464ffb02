package dev.fanfare.tests.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fanfare.tests.project.Project;
import org.junit.jupiter.api.Test;

/** A stack whose configured post rate is higher than the account's. */
@OnStack(StackKind.THROTTLED)
class DoctorOfThrottledIT {

  @Test
  void doctor_rateAboveTheQuota_suggestsAValue(Flow flow) {
    ToolCall call = ToolCall.of(flow, "doctor", "--checkout=" + Project.FOLDER);

    assertThat(call.exitCode()).isEqualTo(1);
    assertThat(call.out())
        .contains(
            "AccountPostRate is 1,000 posts/s, and API Gateway grants the account 300 (L-8A5B8E43)",
            "-> deploy with AccountPostRate=300, or request a higher quota");
  }
}
