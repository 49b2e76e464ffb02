package dev.fanfare.local.secretsmanager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fanfare.config.AwsClients;
import dev.fanfare.loopback.LocalService;
import dev.fanfare.loopback.LoopbackHttp;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException;

/** Uses the SDK, as functions do. */
class LocalSecretsTest {
  private static final String ARN = "arn:aws:secretsmanager:eu-central-2:000000000000:secret:a-x";

  private final LocalSecrets secrets = new LocalSecrets();
  private final LocalService server = LoopbackHttp.start("test", 0, secrets.handler());
  private final SecretsManagerClient sdk =
      new AwsClients(
              Map.of(
                  "AWS_REGION", "eu-central-2",
                  "AWS_ACCESS_KEY_ID", "local",
                  "AWS_SECRET_ACCESS_KEY", "local",
                  "AWS_ENDPOINT_URL_SECRETS_MANAGER", server.endpoint().toString()))
          .secrets();

  @AfterEach
  void stop() {
    sdk.close();
    server.close();
  }

  @Test
  void getSecretValue_generated_hasItsLengthAndStaysTheSame() {
    secrets.generate(new SecretSpec("A", "a", ARN, 64, false));

    var first = sdk.getSecretValue(get -> get.secretId(ARN));
    var second = sdk.getSecretValue(get -> get.secretId("a"));

    assertThat(first.secretString()).matches("[A-Za-z0-9]{64}");
    assertThat(second.secretString()).isEqualTo(first.secretString());
    assertThat(second.arn()).isEqualTo(ARN);
  }

  @Test
  void getSecretValue_unknown_isNotFound() {
    assertThatThrownBy(() -> sdk.getSecretValue(get -> get.secretId("b")))
        .isInstanceOf(ResourceNotFoundException.class);
  }

  @Test
  void parameter_thatIsNotRead_isRefusedByItsName() {
    assertThatThrownBy(
            () -> sdk.getSecretValue(get -> get.secretId(ARN).versionStage("AWSPREVIOUS")))
        .hasMessageContaining(
            "NOT_SUPPORTED_LOCALLY: the local Secrets Manager does not read the parameter VersionStage of GetSecretValue");
  }
}
