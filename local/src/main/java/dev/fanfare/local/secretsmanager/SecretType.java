package dev.fanfare.local.secretsmanager;

import dev.fanfare.local.cloudformation.resources.Identity;
import dev.fanfare.local.cloudformation.resources.Resource;
import dev.fanfare.local.cloudformation.resources.ResourceType;
import java.util.Optional;

/**
 * {@code AWS::SecretsManager::Secret}, only with a generated value: a value in the template would
 * not be secret.
 */
public final class SecretType {
  private static final String GENERATE = "GenerateSecretString";
  private static final int DEFAULT_LENGTH = 32;

  public static final ResourceType SECRET =
      ResourceType.of(SecretType.class, "AWS::SecretsManager::Secret")
          .named("Name", 512)
          .ref(SecretType::arn)
          .arn("Id", SecretType::arn)
          .reads(SecretType::read);

  private SecretType() {}

  /** The ARN ends in six characters. On AWS they are random; here they are always the same. */
  private static String arn(Identity identity) {
    return identity
        .account()
        .secretArn(identity.name() + "-" + identity.generatedId().substring(4));
  }

  private static Optional<SecretSpec> read(Resource secret) {
    var generate = secret.properties().section(GENERATE);
    return Optional.of(
        new SecretSpec(
            secret.logicalId(),
            secret.name(),
            secret.arn(),
            generate.whole("PasswordLength", DEFAULT_LENGTH),
            !generate.flag("ExcludePunctuation", false)));
  }
}
