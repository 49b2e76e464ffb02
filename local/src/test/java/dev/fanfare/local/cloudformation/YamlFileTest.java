package dev.fanfare.local.cloudformation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fanfare.local.sqs.QueueSpec;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class YamlFileTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          A: {B: 1, B: 2}                | A.B (line 1) is 'B': this key is already given at line 1
          A: {B: &x 1, C: *x}            | A.C (line 1) is '*alias': CloudFormation supports no YAML aliases
          A: {<<: {B: 1}}                | A (line 1) is '<<': CloudFormation supports no YAML merge keys
          A: {B: ~}                      | A.B (line 1) is '~': null is not allowed in a template
          A: {B: [1, ]}                  | a template needs this property
          A: {B: }                       | A.B (line 1): null is not allowed in a template
          A: {B: 012}                    | A.B (line 1) is '012': YAML reads this as a different number
          A: {B: 1_000}                  | A.B (line 1) is '1_000': YAML reads this as a different number
          A: {B: !Cidr [a]}              | A.B (line 1) is '!Cidr': the local stack does not support this function
          A: {B: !!java.net.URL x}       | not YAML: Global tag is not allowed
          A: {B: !!binary YQ==}          | the local stack does not support this tag
          A: {[a]: b}                    | A (line 1): a key must be a string
          - a                            | template (line 1): a template is a mapping
          A: {B                          | not YAML
          A: "{B: 1"                     | Resources: a template needs
          """)
  void read_yamlThatCloudFormationRefuses_isAProblem(String yaml, String expected) {
    assertThat(String.join("\n", Templates.problems(folder, yaml)))
        .contains(
            expected.replace(
                "Resources: a template needs", "template.Resources (line 1): a template needs"));
  }

  @Test
  void read_emptyFile_isAProblem() {
    assertThat(Templates.problems(folder, "# nothing\n"))
        .containsExactly("template: the file is empty");
  }

  @Test
  void read_twoDocuments_isAProblem() {
    assertThat(Templates.problems(folder, "A: 1\n---\nB: 2\n"))
        .singleElement()
        .asString()
        .contains("not YAML");
  }

  @Test
  void read_json_isAccepted() {
    var json =
        """
        {"Transform": "AWS::Serverless-2016-10-31",
         "Resources": {"Jobs": {"Type": "AWS::SQS::Queue", "Properties": {"DelaySeconds": 5}}}}
        """;

    assertThat(Templates.read(folder, json).all(QueueSpec.class)).hasSize(1);
  }

  @Test
  void read_dates_remainText() {
    var yaml =
        """
        AWSTemplateFormatVersion: 2010-09-09
        Transform: AWS::Serverless-2016-10-31
        Resources: {}
        Outputs: {Day: {Value: 2026-11-22}}
        """;

    assertThat(Templates.read(folder, yaml).outputs()).containsEntry("Day", "2026-11-22");
  }
}
