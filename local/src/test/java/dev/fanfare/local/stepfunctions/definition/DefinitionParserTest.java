package dev.fanfare.local.stepfunctions.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The parser refuses invalid definitions, and each refusal names the place, the value and the rule.
 */
class DefinitionParserTest {
  private static final String MAP =
      "'Type':'Map','Items':[],'End':true,'ItemProcessor':{'ProcessorConfig':{'Mode':'DISTRIBUTED',"
          + "'ExecutionType':'STANDARD'},'StartAt':'I','States':{'I':{'Type':'Pass','End':true}}}";
  private static final String TASK =
      "'Type':'Task','Resource':'arn:aws:states:::lambda:invoke','End':true,"
          + "'Arguments':{'FunctionName':'f'}";

  /**
   * A state machine with one state S and the given fields; M and T stand for a valid Map and Task.
   */
  private static StateMachineDefinition parse(String fields) {
    var body = fields.replaceFirst("^M", MAP).replaceFirst("^T(?!y)", TASK);
    return DefinitionParser.parse(
        ("{'QueryLanguage':'JSONata','StartAt':'S','States':{'S':{" + body + "}}}")
            .replace('\'', '"'));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          'Type':'Parallel','End':true | NOT_SUPPORTED_LOCALLY: Type "Parallel" is not supported here at /States/S/Type
          'Type':'Jump','End':true | SCHEMA_VALIDATION_FAILED: The field 'Type' should have one of these values: [Task, Wait, Pass, Succeed, Fail, Choice, Parallel, Map] at /States/S/Type
          'End':true | The field 'Type' is required but was missing at /States/S
          'Type':'Pass' | A state must have either 'Next' or '"End": true' at /States/S
          'Type':'Pass','Next':'S','End':true | A state must have either 'Next' or '"End": true' at /States/S
          'Type':'Pass','Next':'X' | MISSING_TRANSITION_TARGET: Missing 'Next' target: X at /States/S
          'Type':'Pass','End':true,'InputPath':'$.a' | Field 'InputPath' with value "$.a" belongs to JSONPath; the query language is JSONata at /States/S/InputPath
          'Type':'Pass','End':true,'Result':1 | Field 'Result' with value 1 belongs to JSONPath
          'Type':'Pass','End':true,'Colour':'red' | Field 'Colour' with value "red" is not a field of a Pass state at /States/S/Colour
          'Type':'Pass','End':true,'QueryLanguage':'JSONPath' | SCHEMA_VALIDATION_FAILED: 'QueryLanguage' can not be 'JSONPath' if set to 'JSONata' for whole state machine at /States/S
          'Type':'Pass','End':true,'Output':'{% 1 + %}' | Value "{% 1 + %}" must be JSONata:
          'Type':'Pass','End':true,'Output':{'a':[1,'{% ( %}']} | at /States/S/Output/a[1]
          'Type':'Pass','End':true,'Output':'{% 1 % }' | must both start with {% and end with %}, or do neither
          'Type':'Pass','End':true,'Assign':{'states':1} | Variable 'states' must be an identifier
          'Type':'Pass','End':true,'Assign':'x' | Value "x" must be an object at /States/S/Assign
          'Type':'Succeed','End':true | Field 'End' with value true is not a field of a Succeed state
          'Type':'Fail','Next':'S' | Field 'Next' with value "S" is not a field of a Fail state
          'Type':'Fail','Error':7 | Value 7 must be a string or a JSONata expression at /States/S/Error
          'Type':'Wait','End':true | A Wait state must have either 'Seconds' or 'Timestamp' at /States/S
          'Type':'Wait','End':true,'Seconds':-1 | Value -1 must be a whole number from 0 to 99999999 at /States/S/Seconds
          'Type':'Wait','End':true,'Timestamp':'soon' | SCHEMA_VALIDATION_FAILED: String does not match RFC3339 timestamp at /States/S/Timestamp
          'Type':'Choice','Choices':[] | SCHEMA_VALIDATION_FAILED: Value cannot be empty at /States/S/Choices
          'Type':'Choice','Choices':[{'Condition':'yes','Next':'S'}] | Value "yes" must be true, false or a JSONata expression at /States/S/Choices[0]/Condition
          'Type':'Choice','Choices':[{'Variable':'$.a','Next':'S'}] | Field 'Variable' with value "$.a" belongs to JSONPath
          'Type':'Choice','Choices':[{'Condition':true}] | The field 'Next' is required but was missing at /States/S/Choices[0]
          'Type':'Task','Resource':'arn:aws:lambda:eu-central-2:1:function:f','End':true,'Arguments':{'FunctionName':'f'} | Resource "arn:aws:lambda:eu-central-2:1:function:f" is not supported here
          'Type':'Task','Resource':'arn:aws:states:::lambda:invoke','End':true | The field 'Arguments' is required but was missing at /States/S
          'Type':'Task','Resource':'arn:aws:states:::lambda:invoke','End':true,'Arguments':{'Payload':1} | The field 'FunctionName' is required but was missing at /States/S/Arguments
          'Type':'Task','Resource':'arn:aws:states:::lambda:invoke','End':true,'Arguments':{'FunctionName':'f','InvocationType':'Event'} | Argument 'InvocationType' is not supported here
          'Type':'Task','Resource':'arn:aws:states:::aws-sdk:s3:listObjectsV2','End':true,'Arguments':{'Prefix':'p'} | The field 'Bucket' is required but was missing at /States/S/Arguments
          'Type':'Task','Resource':'arn:aws:states:::aws-sdk:s3:listObjectsV2','End':true,'Arguments':{'Bucket':'b','Delimiter':'/'} | Argument 'Delimiter' is not supported here, only Bucket, Prefix, MaxKeys
          'Type':'Task','Resource':'f','End':true | SCHEMA_VALIDATION_FAILED: The resource provided f is not recognized. The value is not a valid resource ARN, or the resource is not available in this region. at /States/S/Resource
          T,'HeartbeatSeconds':5 | NOT_SUPPORTED_LOCALLY: Field 'HeartbeatSeconds' with value 5 is not supported in a Task state here at /States/S/HeartbeatSeconds
          T,'Credentials':{} | NOT_SUPPORTED_LOCALLY: Field 'Credentials'
          T,'TimeoutSeconds':0 | Value 0 must be a whole number from 1 to 99999999
          T,'Retry':[{'MaxAttempts':1}] | The field 'ErrorEquals' is required but was missing at /States/S/Retry[0]
          T,'Retry':[{'ErrorEquals':['States.Nonsense']}] | Error name 'States.Nonsense' must be one that Step Functions defines
          T,'Retry':[{'ErrorEquals':['States.ALL','E']}] | 'States.ALL' must appear alone, in the last retrier or catcher
          T,'Retry':[{'ErrorEquals':['States.ALL']},{'ErrorEquals':['E']}] | 'States.ALL' must appear alone, in the last retrier or catcher at /States/S/Retry[0]/ErrorEquals
          T,'Retry':[{'ErrorEquals':['E'],'BackoffRate':0.5}] | Value 0.5 must be a number from 1 to 2147483647
          T,'Retry':[{'ErrorEquals':['E'],'IntervalSeconds':5,'MaxDelaySeconds':5}] | Value 5 must be greater than IntervalSeconds 5
          T,'Retry':[{'ErrorEquals':['E'],'JitterStrategy':'HALF'}] | Value "HALF" must be "FULL" or "NONE"
          T,'Catch':[{'ErrorEquals':['E'],'Next':'Y'}] | Missing 'Next' target: Y
          T,'Catch':[{'ErrorEquals':['E'],'Next':'S','ResultPath':'$.e'}] | Field 'ResultPath' with value "$.e" belongs to JSONPath
          M,'ItemBatcher':{'MaxItemsPerBatch':2} | Field 'ItemBatcher' with value {"MaxItemsPerBatch":2} is not supported in a Map state here
          M,'Label':'a b' | Value "a b" must be 1 to 40 characters
          M,'ToleratedFailurePercentage':101 | Value 101 must be a number from 0 to 100
          M,'ItemReader':{'Resource':'arn:aws:states:::s3:listObjectsV2','Arguments':{'Bucket':'b'}} | 'Items' cannot be used with 'ItemReader'
          'Type':'Map','End':true,'ItemReader':{'Resource':'arn:aws:states:::s3:listObjectsV2','Parameters':{'Bucket':'b'}} | Field 'Parameters' with value {"Bucket":"b"} belongs to JSONPath
          'Type':'Map','End':true,'ItemReader':{'Resource':'arn:aws:states:::s3:getObject','ReaderConfig':{'InputType':'CSV'},'Arguments':{'Bucket':'b','Key':'k'}} | InputType "CSV" is not supported here, only "JSON" and "JSONL"
          'Type':'Map','End':true,'ItemProcessor':{'ProcessorConfig':{'Mode':'REMOTE'},'StartAt':'I','States':{'I':{'Type':'Pass','End':true}}} | SCHEMA_VALIDATION_FAILED: The field 'Mode' should have one of these values: [INLINE, DISTRIBUTED] at /States/S/ItemProcessor/ProcessorConfig/Mode
          'Type':'Map','End':true,'ItemProcessor':{'ProcessorConfig':{'Mode':'DISTRIBUTED','ExecutionType':'EXPRESS'},'StartAt':'I','States':{'I':{'Type':'Pass','End':true}}} | ExecutionType "EXPRESS" is not supported here
          M,'ResultWriter':{'Resource':'arn:aws:states:::s3:putObject','Arguments':{'Bucket':'b','Prefix':'p'},'WriterConfig':{'Transformation':'FLATTEN'}} | Transformation "FLATTEN" is not supported here
          """)
  void parse_invalidState_isRefused(String fields, String refusal) {
    assertThatThrownBy(() -> parse(fields))
        .isInstanceOf(InvalidDefinitionException.class)
        .hasMessageStartingWith("Invalid State Machine Definition: '")
        .hasMessageContaining(refusal);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {} | SCHEMA_VALIDATION_FAILED: These fields are required: [States, StartAt] at /
          {'States':{'S':{'Type':'Succeed'}}} | SCHEMA_VALIDATION_FAILED: These fields are required: [StartAt] at /
          [] | SCHEMA_VALIDATION_FAILED: Definition must be a valid JSON object
          {'StartAt':  | INVALID_JSON_DESCRIPTION: Unexpected end-of-input
          {'QueryLanguage':'JSONata','StartAt':'X','States':{'S':{'Type':'Pass','End':true}}} | Missing 'StartAt' target: X at /StartAt
          {'QueryLanguage':'JSONata','StartAt':'S','States':{'S':{'Type':'Pass','End':true},'Z':{'Type':'Pass','End':true}}} | State "Z" is not reachable. at /States/Z
          {'StartAt':'S','States':{'S':{'Type':'Pass','End':true}}} | NOT_SUPPORTED_LOCALLY: The query language is JSONPath unless
          {'QueryLanguage':'JSONata','Version':'2.0','StartAt':'S','States':{'S':{'Type':'Pass','End':true}}} | Value "2.0" must be "1.0" at /Version
          {'QueryLanguage':'JSONata','Timeout':1,'StartAt':'S','States':{'S':{'Type':'Pass','End':true}}} | Field 'Timeout' with value 1 is not a field of a state machine at /Timeout
          {'QueryLanguage':'JSONata','StartAt':'S','States':{'S':{'Type':'Pass','End':true},'S':{'Type':'Fail'}}} | INVALID_JSON_DESCRIPTION: Duplicate
          """)
  void parse_invalidDocument_isRefused(String document, String refusal) {
    assertThatThrownBy(() -> DefinitionParser.parse(document.replace('\'', '"')))
        .isInstanceOf(InvalidDefinitionException.class)
        .hasMessageContaining(refusal);
  }

  @Test
  void parse_severalFaults_namesAll() {
    assertThatThrownBy(() -> parse("'Type':'Pass','Next':'X','Parameters':{},'Wrong':1"))
        .hasMessageContainingAll("/States/S/Parameters", "/States/S/Wrong", "target: X");
  }

  @Test
  void parse_sameNameInsideAMap_isRefused() {
    assertThatThrownBy(() -> parse(MAP.replace("'I'", "'S'")))
        .hasMessageContaining("DUPLICATE_STATE_NAME");
  }

  @Test
  void parse_tooLarge_isRefused() {
    assertThatThrownBy(() -> DefinitionParser.parse(" ".repeat(DefinitionParser.MAX_BYTES + 1)))
        .hasMessageContaining("must not exceed 1048576 bytes");
  }

  @Test
  void parse_everythingSupported_isAccepted() {
    var definition =
        DefinitionParser.parse(
            """
            {'Comment':'all of it','Version':'1.0','QueryLanguage':'JSONata','TimeoutSeconds':9,
             'StartAt':'A','States':{
              'A':{'Type':'Task','Comment':'c','Resource':'arn:aws:states:::lambda:invoke',
                'Arguments':'{% $states.input %}','TimeoutSeconds':'{% 5 %}','Assign':{'x':1},
                'Retry':[{'Comment':'c','ErrorEquals':['E'],'IntervalSeconds':1,'MaxAttempts':0,
                  'BackoffRate':1,'MaxDelaySeconds':2,'JitterStrategy':'FULL'}],
                'Catch':[{'ErrorEquals':['States.ALL'],'Next':'F','Output':{},'Assign':{}}],
                'Next':'M'},
              'M':{'Type':'Map','Label':'L','MaxConcurrency':'{% $x %}',
                'ToleratedFailurePercentage':12.5,'ToleratedFailureCount':1,
                'ItemReader':{'Resource':'arn:aws:states:::s3:listObjectsV2',
                  'ReaderConfig':{'MaxItems':5},'Arguments':{'Bucket':'b','Prefix':'p'}},
                'ItemSelector':{'i':'{% $states.context.Map.Item.Value %}'},
                'ItemProcessor':{'Comment':'c','ProcessorConfig':{'Mode':'DISTRIBUTED',
                  'ExecutionType':'STANDARD'},'StartAt':'I','States':{'I':{'Type':'Succeed'}}},
                'ResultWriter':{'Resource':'arn:aws:states:::s3:putObject',
                  'Arguments':{'Bucket':'b','Prefix':'p'},
                  'WriterConfig':{'Transformation':'NONE','OutputType':'JSON'}},
                'Next':'C'},
              'C':{'Type':'Choice','Choices':[{'Condition':true,'Next':'W'}],'Default':'P'},
              'W':{'Type':'Wait','Timestamp':'2030-01-01T00:00:00Z','Next':'P'},
              'P':{'Type':'Pass','QueryLanguage':'JSONata','Next':'S'},
              'S':{'Type':'Succeed','Output':1},
              'F':{'Type':'Fail','Error':'E','Cause':'{% 1 %}'}}}
            """
                .replace('\'', '"'));

    assertThat(definition.workflow().states()).hasSize(7);
    assertThat(definition.timeout()).hasValueSatisfying(t -> assertThat(t).hasSeconds(9));
  }
}
