package dev.fanfare.tests.faults;

import dev.fanfare.local.lambda.Invocation;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;

/** Lambda's response when the process of an environment ends during an invocation. */
final class Crash {
  private static final String VERSION = "1";

  private Crash() {}

  static Invocation answer() {
    String requestId = UUID.randomUUID().toString();
    String error =
        "{\"errorType\":\"Runtime.ExitError\",\"errorMessage\":\"RequestId: %s Error: Runtime exited with error: exit status 1\"}"
            .formatted(requestId);
    return new Invocation(
        requestId, VERSION, error.getBytes(StandardCharsets.UTF_8), Optional.of("Unhandled"));
  }
}
