package dev.fanfare.local.secretsmanager;

import static dev.fanfare.local.cloudformation.yaml.Schema.block;
import static dev.fanfare.local.cloudformation.yaml.Schema.flag;
import static dev.fanfare.local.cloudformation.yaml.Schema.text;
import static dev.fanfare.local.cloudformation.yaml.Schema.whole;

import dev.fanfare.local.cloudformation.resources.Identity;
import dev.fanfare.local.cloudformation.resources.Resource;
import dev.fanfare.local.cloudformation.resources.ResourceType;
import dev.fanfare.local.cloudformation.resources.TypeDescription;
import dev.fanfare.local.cloudformation.yaml.NoEffect;
import java.util.Optional;

/** {@code AWS::SecretsManager::Secret}, generated. A value in the template would be no secret. */
public final class SecretType implements ResourceType {
  private static final String GENERATE = "GenerateSecretString";
  private static final int DEFAULT_LENGTH = 32;

  private static final TypeDescription DESCRIPTION =
      TypeDescription.of(
              "AWS::SecretsManager::Secret",
              block()
                  .and("Name", text())
                  .must(
                      GENERATE,
                      block().and("PasswordLength", whole()).and("ExcludePunctuation", flag()))
                  .noEffect(NoEffect.NOT_SHOWN, "Description")
                  .noEffect(NoEffect.NOT_ENCRYPTED, "KmsKeyId")
                  .noEffect(NoEffect.NO_TAGS, "Tags"))
          .named("Name", 512)
          .ref(SecretType::arn)
          .arn("Id", SecretType::arn);

  @Override
  public TypeDescription description() {
    return DESCRIPTION;
  }

  /** On AWS it ends in six random characters; here they are the same at every start. */
  private static String arn(Identity identity) {
    return identity
        .account()
        .secretArn(identity.name() + "-" + identity.generatedId().substring(4));
  }

  @Override
  public Optional<SecretSpec> read(Resource secret) {
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
