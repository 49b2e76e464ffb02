package dev.fanfare.local.stepfunctions.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A definition that AWS accepts either runs, or is refused with {@code NOT_SUPPORTED_LOCALLY} and
 * the name of the feature, and with nothing else.
 */
class UnsupportedFeaturesTest {
  private static final String PROCESSOR =
      "'ItemProcessor':{'ProcessorConfig':{'Mode':'DISTRIBUTED','ExecutionType':'STANDARD'},"
          + "'StartAt':'I','States':{'I':{'Type':'Pass','End':true}}}";

  /** A state S with the given fields, and a state that it leads to. */
  private static StateMachineDefinition parse(String language, String fields) {
    return DefinitionParser.parse(
        ("{"
                + language
                + "'StartAt':'S','States':{'S':{"
                + fields
                + ",'Next':'Z'},"
                + "'Z':{'Type':'Succeed','QueryLanguage':'JSONata'}}}")
            .replace('\'', '"'));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          'Type':'Parallel','Branches':[{'StartAt':'B','States':{'B':{'Type':'Pass','End':true}}}] | "Parallel"
          'Type':'Task','Resource':'arn:aws:states:::dynamodb:putItem','Arguments':{'TableName':'t','Item':{}} | "arn:aws:states:::dynamodb:putItem"
          'Type':'Task','Resource':'arn:aws:states:::lambda:invoke.waitForTaskToken','Arguments':{'FunctionName':'f'} | "arn:aws:states:::lambda:invoke.waitForTaskToken"
          'Type':'Task','Resource':'arn:aws:states:eu-central-2:1:activity:a','Arguments':['x'] | "arn:aws:states:eu-central-2:1:activity:a"
          'Type':'Task','Resource':'arn:aws:lambda:eu-central-2:1:function:f' | "arn:aws:lambda:eu-central-2:1:function:f"
          'Type':'Task','Resource':'arn:aws:states:::lambda:invoke','Arguments':{'FunctionName':'f','LogType':'Tail'} | Argument 'LogType'
          'Type':'Task','Resource':'arn:aws:states:::lambda:invoke','Arguments':{'FunctionName':'f'},'HeartbeatSeconds':1 | 'HeartbeatSeconds'
          'Type':'Map','ItemBatcher':{'MaxItemsPerBatch':2},PROCESSOR | 'ItemBatcher'
          'Type':'Map','Items':{'a':1},PROCESSOR | Items that are a JSON object
          'Type':'Map','ItemReader':{'Resource':'arn:aws:states:::s3:listObjectsV2','Arguments':{'Bucket':'b'},'ReaderConfig':{'InputType':'JSONL','Transformation':'LOAD_AND_FLATTEN'}},PROCESSOR | 'Transformation'
          'Type':'Map','ItemReader':{'Resource':'arn:aws:states:::s3:getObject','Arguments':{'Bucket':'b','Key':'k'},'ReaderConfig':{'InputType':'CSV','CSVHeaderLocation':'FIRST_ROW'}},PROCESSOR | InputType "CSV"
          'Type':'Map','ItemReader':{'Resource':'arn:aws:states:::s3:getObject','Arguments':{'Bucket':'b','Key':'k','VersionId':'v'},'ReaderConfig':{'InputType':'JSON'}},PROCESSOR | 'VersionId'
          'Type':'Map','ResultWriter':{'WriterConfig':{'Transformation':'COMPACT','OutputType':'JSON'}},PROCESSOR | A ResultWriter without a Resource
          'Type':'Map','ResultWriter':{'Resource':'arn:aws:states:::s3:putObject','Arguments':{'Bucket':'b'},'WriterConfig':{'Transformation':'NONE','OutputType':'JSONL'}},PROCESSOR | OutputType "JSONL"
          'Type':'Map','ItemProcessor':{'ProcessorConfig':{'Mode':'DISTRIBUTED','ExecutionType':'EXPRESS'},'StartAt':'I','States':{'I':{'Type':'Pass','End':true}}} | ExecutionType "EXPRESS"
          'Type':'Map','Iterator':{'StartAt':'I','States':{'I':{'Type':'Pass','End':true}}},'ItemProcessor':{'StartAt':'J','States':{'J':{'Type':'Pass','End':true}}} | 'Iterator'
          """)
  void parse_whatAwsAccepts_isRefusedByName(String fields, String feature) {
    assertThatThrownBy(
            () -> parse("'QueryLanguage':'JSONata',", fields.replace("PROCESSOR", PROCESSOR)))
        .hasMessageContaining("NOT_SUPPORTED_LOCALLY")
        .hasMessageContaining(feature)
        .hasMessageNotContainingAny("SCHEMA_VALIDATION_FAILED", "MISSING_TRANSITION_TARGET");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'Type':'Pass','Parameters':{'a.$':'$.a'},'ResultPath':null",
        "'Type':'Task','Resource':'arn:aws:states:::lambda:invoke','Parameters':{'FunctionName':'f'}",
        "'Type':'Map','ItemsPath':'$.a','Iterator':{'StartAt':'I','States':{'I':{'Type':'Pass','End':true}}}"
      })
  void parse_jsonPathState_isRefusedAsJsonPath(String fields) {
    for (var language : List.of("", "'QueryLanguage':'JSONPath',")) {
      assertThatThrownBy(() -> parse(language, fields))
          .hasMessage(
              "Invalid State Machine Definition: 'NOT_SUPPORTED_LOCALLY: The query language is"
                  + " JSONPath unless the state or the state machine says \"JSONata\", and JSONPath"
                  + " is not supported here at /States/S/QueryLanguage'");
    }
  }

  /** Recorded on AWS in 2024. */
  @Test
  void parse_jsonPathDocumentWithJsonataStates_isAccepted() {
    for (var language : List.of("", "'QueryLanguage':'JSONPath',")) {
      var definition = parse(language, "'Type':'Pass','QueryLanguage':'JSONata'");

      assertThat(definition.workflow().states()).hasSize(2);
    }
  }

  /** AWS documents that inner and outer scopes cannot assign the same name. */
  @Test
  void parse_variableOfAnOuterScope_isRefused() {
    var inline =
        "'Type':'Map','Assign':{'x':1},'ItemProcessor':{'StartAt':'I','States':{"
            + "'I':{'Type':'Pass','Assign':{'x':2},'End':true}}}";

    assertThatThrownBy(() -> parse("'QueryLanguage':'JSONata',", inline))
        .hasMessageContaining(
            "Variable 'x' is assigned in an outer scope, too at /States/S/ItemProcessor/States/I");
    assertThat(
            parse(
                "'QueryLanguage':'JSONata',",
                inline.replace(
                    "'StartAt':'I'",
                    "'ProcessorConfig':{'Mode':'DISTRIBUTED','ExecutionType':'STANDARD'},"
                        + "'StartAt':'I'")))
        .isNotNull();
  }

  /** Recorded on AWS in 2024: by the state's name, inner states included. */
  @Test
  void variableReferences_areListedByState() {
    var definition =
        DefinitionParser.parse(
            """
            {'QueryLanguage':'JSONata','StartAt':'Set','States':{
              'Set':{'Type':'Pass','Assign':{'bias':1,'list':[1],'unused':'$bias'},'Next':'Each'},
              'Each':{'Type':'Map','Items':'{% $list %}','End':true,
                'ItemProcessor':{'StartAt':'Sum','States':{'Sum':{'Type':'Pass','End':true,
                  'Assign':{'sum':'{% ($y := $bias; $y + $states.input + $list[0] & \\'$unused\\') %}'}}}}}}}
            """
                .replace('\'', '"')
                .replace("\\\"", "'"));

    assertThat(definition.variableReferences())
        .containsExactlyInAnyOrderEntriesOf(
            java.util.Map.of("Each", List.of("list"), "Sum", List.of("bias", "list")));
  }
}
