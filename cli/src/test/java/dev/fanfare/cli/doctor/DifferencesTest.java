package dev.fanfare.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fanfare.cli.doctor.Finding.Severity;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DifferencesTest {
  private static final String HERE =
      """
      Resources:
        Push:
          Properties:
            CodeUri: lambdas/target/fanfare-lambdas.jar
            Timeout: 300
            Role: !GetAtt PushRole.Arn
            Tags: [a, b]
            Name: !Sub >-
              ${Stack}
              push
            Bucket: !Ref Bucket
      """;

  @Test
  void template_rewrittenByDeploymentTools_isEqual() {
    String deployed =
        """
        {"Resources": {"Push": {"Properties": {
          "CodeUri": "s3://artefacts/0123", "Timeout": 300, "Bucket": {"Ref": "Bucket"},
          "Role": {"Fn::GetAtt": ["PushRole", "Arn"]}, "Tags": ["a", "b"],
          "Name": {"Fn::Sub": "${Stack} push"}}}}}
        """;

    assertThat(new TemplateVersion().evaluate(HERE, deployed).severity()).isEqualTo(Severity.OK);
  }

  @Test
  void template_ofAnotherVersion_namesTheDifferences() {
    String deployed =
        HERE.replace("300", "60").replace("[a, b]", "[a]").replace("PushRole.Arn", "Role.Arn");

    Finding finding = new TemplateVersion().evaluate(HERE, deployed);

    assertThat(finding.severity()).isEqualTo(Severity.FIX);
    assertThat(finding.found())
        .endsWith(
            "Resources.Push.Properties.Role.Fn::GetAtt[0], Resources.Push.Properties.Tags,"
                + " Resources.Push.Properties.Timeout");
  }

  @Test
  void between_partMissingOnEitherSide_isNamed() {
    assertThat(
            Differences.between(
                NormalizedTemplate.ofJson("{\"a\":1,\"b\":{\"c\":[1,{\"d\":2}]}}"),
                NormalizedTemplate.ofJson("{\"b\":{\"c\":[1,{\"d\":3}]},\"e\":null}"),
                Set.of(),
                String::equals))
        .containsExactly("a", "b.c[1].d", "e");
    assertThat(Differences.summary(List.of("a", "b", "c", "d"))).isEqualTo("a, b, c, … (4 in all)");
    assertThatThrownBy(() -> NormalizedTemplate.ofJson("{"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> NormalizedTemplate.ofTemplate("a: ["))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "${PushShardFunctionArn}    | arn:aws:lambda:x:1:function:push:live | true",
        "${PushShardFunctionArn}    | ''                                    | false",
        "{% ${PushConcurrency} %}   | {% 10 %}                              | true",
        "{% $n < ${MaxRounds} %}    | {% $n < 3 %}                          | true",
        "{% $n < ${MaxRounds} %}    | {% $n <= 3 %}                         | false",
        "plain (text)               | plain (text)                          | true",
        "plain (text)               | plain [text]                          | false",
      })
  void definition_placeholders_matchAnyNonEmptyText(String here, String there, boolean alike) {
    assertThat(DefinitionVersion.isFilledIn(here, there)).isEqualTo(alike);
  }
}
