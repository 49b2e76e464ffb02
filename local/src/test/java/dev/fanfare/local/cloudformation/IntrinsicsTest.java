package dev.fanfare.local.cloudformation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IntrinsicsTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          !Ref Colour                                          | blue
          !Ref AWS::Region                                     | eu-central-2
          {Ref: "AWS::StackName"}                              | fanfare
          !Ref AWS::URLSuffix                                  | amazonaws.com
          !Ref Jobs                                            | http://127.0.0.1:9324/000000000000/fanfare-Jobs
          !Ref Work                                            | fanfare-Work
          !Ref WorkRole                                        | fanfare-WorkRole
          !Ref Work.Alias                                      | arn:aws:lambda:eu-central-2:000000000000:function:fanfare-Work:live
          !Ref Work.Version                                    | arn:aws:lambda:eu-central-2:000000000000:function:fanfare-Work:1
          !GetAtt Work.Arn                                     | arn:aws:lambda:eu-central-2:000000000000:function:fanfare-Work
          !GetAtt [WorkRole, Arn]                              | arn:aws:iam::000000000000:role/fanfare-WorkRole
          {"Fn::GetAtt": [Jobs, QueueName]}                    | fanfare-Jobs
          {"Fn::GetAtt": Jobs.Arn}                             | arn:aws:sqs:eu-central-2:000000000000:fanfare-Jobs
          !Sub "${Colour}-${AWS::AccountId}-${Jobs.QueueName}" | blue-000000000000-fanfare-Jobs
          !Sub "${Work.Alias}"                                 | arn:aws:lambda:eu-central-2:000000000000:function:fanfare-Work:live
          !Sub "${!Colour} $ {x} $1 ${Colour}"                 | ${Colour} $ {x} $1 blue
          !Sub ["${A}${Colour}", {A: !Ref Work, Colour: red}]  | fanfare-Workred
          !Join ["-", [a, !Ref Colour, 1]]                     | a-blue-1
          !Join ["", !Split [":", !GetAtt WorkRole.Arn]]       | arnawsiam000000000000role/fanfare-WorkRole
          !Select [5, !Split [":", !GetAtt WorkRole.Arn]]      | role/fanfare-WorkRole
          !Select ["1", [a, !Ref Colour]]                      | blue
          !FindInMap [Sizes, !Ref Colour, small]               | 1
          !Select [1, !FindInMap [Sizes, blue, all]]           | 2
          !If [IsBlue, yes it is, no]                          | yes it is
          !If [IsRed, a, !If [IsBlue, b, c]]                   | b
          {"Fn::If": [IsRed, a, !Sub "${Colour}!"]}            | blue!
          !Join [",", [a, !If [IsRed, r, !Ref AWS::NoValue]]]  | a
          on                                                   | true
          """)
  void resolve_validCall_equalsCloudFormationsResult(String value, String expected) {
    var template = Templates.read(folder, Templates.withOutput(value));

    assertThat(template.outputs()).containsEntry("It", expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          !Ref Missing                         | 'Missing': no parameter or resource has this name
          !Ref AWS::NotificationARNs           | 'AWS::NotificationARNs': the local stack does not support this pseudo parameter
          !Ref Jobs.Alias                      | 'Jobs.Alias': no parameter or resource has this name
          !Ref [Jobs]                          | '[Jobs]': Ref does not take this argument
          !GetAtt Jobs.Url                     | 'Jobs.Url': AWS::SQS::Queue has no such attribute here
          !GetAtt Missing.Arn                  | 'Missing.Arn': no resource has this name
          !GetAtt Colour.Arn                   | 'Colour.Arn': no resource has this name
          !GetAtt Jobs                         | 'Jobs': Fn::GetAtt does not take this argument
          !Sub "a ${Missing} b"                | 'Missing': no parameter or resource has this name
          !Sub "${Jobs.Missing}"               | 'Jobs.Missing': AWS::SQS::Queue has no such attribute
          !Sub "${ Colour }"                   | '${ Colour }': a variable may contain only letters
          !Sub ["${A}", {A: [1]}]              | '${A}': must be a single string
          !Sub [a, b, c]                       | Fn::Sub does not take this argument
          !Join ["-", a]                       | Fn::Join does not take this argument
          !Join ["-", [a, [b]]]                | Fn::Join does not take this argument
          !Select [2, [a, b]]                  | '2': Fn::Select: the list has only 2 items
          !Select [-1, [a, b]]                 | Fn::Select does not take this argument
          !Split ["", a]                       | Fn::Split does not take this argument
          !FindInMap [Sizes, blue, large]      | no entry of Mappings has these keys
          !If [IsGreen, a, b]                  | 'IsGreen': no condition has this name
          !If [IsBlue, a]                      | Fn::If does not take this argument
          !If [IsBlue, a, !Ref Missing]        | 'Missing': no parameter or resource has this name
          !Equals [a, b]                       | 'Fn::Equals': is allowed only in the section Conditions
          !Base64 abc                          | '!Base64': the local stack does not support this function
          {"Fn::ImportValue": abc}             | 'Fn::ImportValue': the local stack does not support this function
          {Ref: Colour, b: c}                  | 'Ref': a function must be the only key
          !Ref AWS::NoValue                    | Outputs.It.Value (line 15): an output needs this property
          [a]                                  | must be a single value, not a list
          """)
  void resolve_invalidCall_isOneProblem(String value, String expected) {
    assertThat(Templates.problems(folder, Templates.withOutput(value)))
        .singleElement()
        .asString()
        .startsWith("Outputs.It.Value")
        .contains(expected);
  }
}
