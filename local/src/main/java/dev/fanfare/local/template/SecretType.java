package dev.fanfare.local.template;

import static dev.fanfare.local.template.Shape.anyText;
import static dev.fanfare.local.template.Shape.block;
import static dev.fanfare.local.template.Shape.flag;
import static dev.fanfare.local.template.Shape.tags;
import static dev.fanfare.local.template.Shape.text;
import static dev.fanfare.local.template.Shape.whole;

/**
 * {@code AWS::SecretsManager::Secret}, generated; one with a value in the template is no secret.
 */
final class SecretType {
  private static final String GENERATE = "GenerateSecretString";
  private static final int LENGTH = 32;

  static final ResourceType TYPE =
      ResourceType.of(
              "AWS::SecretsManager::Secret",
              block()
                  .and("Name", text("[A-Za-z0-9/_+=.@-]{1,512}"))
                  .must(
                      GENERATE,
                      block()
                          .and("PasswordLength", whole(1, 4_096))
                          .and("ExcludePunctuation", flag()))
                  .noEffect("Description", anyText(), "nothing shows it")
                  .noEffect("KmsKeyId", text(), "nothing is encrypted on one machine")
                  .noEffect("Tags", tags(), "nothing reads tags"))
          .named("Name", 512)
          .ref(SecretType::arn)
          .attribute("Id", SecretType::arn);

  private SecretType() {}

  /** AWS ends it in six random characters; here they are the same at every start. */
  private static String arn(Identity identity) {
    return identity
        .account()
        .secretArn(identity.name() + "-" + identity.generatedId().substring(4));
  }

  static SecretResource read(Resolved secret) {
    var generate = secret.properties().fields(GENERATE).orElseThrow();
    return new SecretResource(
        secret.logicalId(),
        secret.name(),
        arn(secret.identity()),
        generate.whole("PasswordLength", LENGTH),
        !generate.flag("ExcludePunctuation", false));
  }
}
