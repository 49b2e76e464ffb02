package dev.fanfare.local.cloudformation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ParametersTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          Type: Number, MinValue: 1, MaxValue: 10   | 1
          Type: Number, MinValue: 1, MaxValue: 10   | 10
          Type: Number, MinValue: 0.5               | 0.5
          Type: Number, AllowedValues: [1, 5]       | 5
          Type: String, MinLength: 2, MaxLength: 3  | abc
          Type: String, AllowedPattern: "[a-z]*"    | abc
          Type: String, AllowedValues: [a, "yes"]   | yes
          Type: String, Default: other              | abc
          """)
  void read_validValue_isAccepted(String rules, String value) {
    assertThat(read(rules, Map.of("P", value)).outputs()).containsEntry("It", value);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          Type: Number, MinValue: 1                          | 0    | is '0': must be at least 1
          Type: Number, MaxValue: 10                         | 11   | is '11': must be at most 10
          Type: Number                                       | ten  | is 'ten': must be a number
          Type: Number, AllowedValues: [1, 5]                | 2    | is '2': must be one of [1, 5]
          Type: String, MinLength: 2                         | a    | is 'a': must have 2 to any number of characters
          Type: String, MaxLength: 2                         | abc  | is 'abc': must have 0 to 2 characters
          Type: String, AllowedPattern: "[a-z]+"             | a1   | is 'a1': must match [a-z]+
          Type: String, AllowedPattern: "[", Default: a      | b    | its AllowedPattern is not a regular expression
          Type: String, AllowedValues: [a], ConstraintDescription: only a | b | must be one of [a] (only a)
          Type: String, NoEcho: true, MinLength: 9           | pass | is '****': must have 9
          Type: "AWS::SSM::Parameter::Value<String>"         | a    | must be String or Number
          Type: String, MinLenght: 2                         | a    | Parameters.P.MinLenght
          Type: ~, Default: a                                | a    | Parameters.P.Type (line 3) is '~': null is not allowed
          Default: a                                         | a    | Parameters.P.Type (line 3): a parameter needs
          """)
  void read_invalidValue_isOneProblem(String rules, String value, String expected) {
    assertThatThrownBy(() -> read(rules, Map.of("P", value)))
        .isInstanceOf(UnsupportedTemplateException.class)
        .hasMessageContaining("1 problem\n")
        .hasMessageContaining(expected);
  }

  @Test
  void read_invalidDefault_isAProblem() {
    assertThatThrownBy(() -> read("Type: Number, Default: 11, MaxValue: 10", Map.of()))
        .hasMessageContaining("Parameters.P (line 3) is '11': must be at most 10");
  }

  @Test
  void read_noValueAndNoDefault_isAProblem() {
    assertThatThrownBy(() -> read("Type: String", Map.of()))
        .hasMessageContaining("Parameters.P (line 3): has no default and no value was given");
  }

  @Test
  void read_valueForUnknownParameter_isAProblem() {
    assertThatThrownBy(() -> read("Type: String, Default: a", Map.of("Q", "1")))
        .hasMessageContaining("Parameters.Q is '1': the template has no such parameter");
  }

  private Template read(String rules, Map<String, String> values) {
    var yaml =
        """
        Transform: AWS::Serverless-2016-10-31
        Parameters:
          P: {%s}
        Resources: {}
        Outputs: {It: {Value: !Ref P}}
        """;
    return Templates.read(folder, yaml.formatted(rules), values);
  }
}
