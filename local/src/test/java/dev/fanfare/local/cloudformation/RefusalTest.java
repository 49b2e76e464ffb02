package dev.fanfare.local.cloudformation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Makes one change to a valid template and expects exactly one problem. */
class RefusalTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          Transform: AWS::Serverless-2016-10-31 | Transform: AWS::LanguageExtensions     | template.Transform[0] (line 2) is 'AWS::LanguageExtensions': must be AWS::Serverless-2016-10-31
          Transform: AWS::Serverless-2016-10-31 | Description2: x                        | template.Description2
          Metadata:                             | Rules:                                 | template.Rules
          Type: AWS::SQS::Queue                 | Type: AWS::SSM::Parameter              | is 'AWS::SSM::Parameter': the local stack supports AWS::Serverless::Function
          DeletionPolicy: Delete                | CreationPolicy: {}                     | Resources.Connections.CreationPolicy
          DependsOn: [ConnectRoute, JoinRoute, PingRoute] | DependsOn: [ConnectRoute, JoinRoute, PingRoute, Nowhere] | Resources.Deployment.DependsOn (line 254) is 'Nowhere': no resource has this name
          DependsOn: [ConnectRoute, JoinRoute, PingRoute] | DependsOn: [JoinRoute, PingRoute] | is 'ConnectRoute': the deployment must depend on this route
          Condition: HasAlarms                  | Condition: HasAlarm                    | Resources.BroadcastsFailed.Condition (line 260) is 'HasAlarm': no condition has this name
          [Condition: HasAlarms]                | [Condition: HasNoAlarms]               | the condition depends on itself
          !Equals [!Ref Alarms, "yes"]          | !Equals [!Ref Objects, "yes"]          | is 'Objects': no parameter has this name (a condition cannot refer to a resource)
          BillingMode: PAY_PER_REQUEST          | BillingMode: PROVISIONED               | is 'PROVISIONED': must be PAY_PER_REQUEST
          IndexName: by-connection              | Index: by-connection                   | GlobalSecondaryIndexes[0].Index
          {AttributeName: connection_id, AttributeType: S} | {AttributeName: connection_id, AttributeType: X} | is 'X': must be S or N or B
          AttributeName: user_id, KeyType: HASH | AttributeName: user, KeyType: HASH     | is 'user': a key uses this attribute, but it is not defined
          AttributeName: user_id, KeyType: HASH | AttributeName: user, KeyType: HASH     | is 'user_id': is defined, but no key uses it
          AttributeName: user_id, KeyType: HASH | AttributeName: user_id, KeyType: RANGE | is '[RANGE, RANGE]': must be HASH, or HASH and then RANGE
          [{AttributeName: connection_id, KeyType: HASH}] | [{AttributeName: connection, KeyType: HASH}] | is 'connection': a key uses this attribute
          ProjectionType: KEYS_ONLY             | ProjectionType: INCLUDE                | by-connection.Projection
          VisibilityTimeout: 180                | MaximumMessageSize: 1024               | Resources.Requests.Properties.MaximumMessageSize
          VisibilityTimeout: 180                | VisibilityTimeout: 3m                  | Resources.Requests.Properties.VisibilityTimeout (line 68) is '3m'
          VisibilityTimeout: 180                | VisibilityTimeout: 29                  | VisibilityTimeout of 29 s is shorter than the function's Timeout of 30 s
          maxReceiveCount: 5                    | maxReceiveCounts: 5                    | RedrivePolicy.maxReceiveCount (line 69): AWS::SQS::Queue needs this property
          !GetAtt DeadRequests.Arn              | !GetAtt PushShardFunction.Arn          | RedrivePolicy.deadLetterTargetArn
          Queues: [!Ref Requests]               | Queues: [!GetAtt Requests.Arn]         | must be the URL of a queue of this template
          QueueName: !Sub "${AWS::StackName}-dead" | QueueName: fanfare-Requests         | another AWS::SQS::Queue has this name
          Effect: Deny                          | Effect: Forbid                         | is 'Forbid': must be Allow or Deny
          SSEAlgorithm: AES256                  | Algorithm: AES256                      | ServerSideEncryptionByDefault.SSEAlgorithm
          ExpirationInDays: 7                   | ExpirationInDay: 7                     | LifecycleConfiguration.Rules[0].ExpirationInDay
          """)
  void read_storageChanged_isRefused(String from, String to, String expected) {
    assertRefused(from, to, expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          Globals:\\n  Function:                  | Globals:\\n  Functions:                  | Globals.Functions (line 37) is 'Functions'
          Runtime: java25                       | Runtime: python3.13                    | is 'python3.13': must be java25
          Runtime: java25                       | Events: {}                             | Globals.Function.Events
          Runtime: java25                       | VersionDescription: one                | Globals.Function.VersionDescription
          Timeout: 900                          | TimeOut: 900                           | Resources.PushShardFunction.Properties.TimeOut
          Handler: dev.fanfare.push.PushShardHandler | Handler: index.handler()          | is 'index.handler()': must match
          Handler: dev.fanfare.push.PushShardHandler | PackageType: Zip                  | Resources.PushShardFunction.Properties.Handler
          MemorySize: !FindInMap [Memory, !Ref "AWS::Region", Push] | MemorySize: [1769] | must be a single value, not a list
          RATE: 1                               | AWS_REGION: 1                          | is 'AWS_REGION': Lambda sets this variable itself
          RATE: 1                               | RATES: [1]                             | must be a single value, not a list
          SnapStart: {ApplyOn: PublishedVersions} | {SnapStart: {ApplyOn: PublishedVersions} | not YAML
          MACHINE: !Ref Broadcast               | MACHINE: !GetAtt Broadcast.RoleArn     | AWS::Serverless::StateMachine has no such attribute here; it has [Arn, Name]
          Type: SQS                             | Type: Schedule                         | Events.Requests.Type (line 122) is 'Schedule': must be
          BatchSize: 5                          | BatchSize: 11                          | MaximumBatchingWindowInSeconds is 0, must be at least 1 with a BatchSize above 10
          BatchSize: 5                          | FilterCriteria: {}                     | Events.Requests.Properties.FilterCriteria
          MaximumConcurrency: 3                 | MaximumConcurrency: 1                  | MaximumConcurrency is 1, must be 2 to 1000
          Queue: !GetAtt Requests.Arn           | Queue: !GetAtt PushShardFunction.Arn   | must be the ARN of a queue of this template
          Queue: !GetAtt Requests.Arn           | Queue: !Ref Requests                   | must be the ARN of a queue of this template
          Role: !GetAtt PushRole.Arn            | Role: !Sub "arn:aws:iam::${AWS::AccountId}:role/x" | must be the ARN of a role of this template
          ReservedConcurrentExecutions: 50      | ReservedConcurrentExecutions: 0        | ReservedConcurrentExecutions is 0, must be at least 1
          Role: !GetAtt PushRole.Arn            | Layers: []                             | Resources.PushShardFunction.Properties.Layers
          DefinitionUri: machine.asl.json       | DefinitionUri: other.json              | cannot be read
          DefinitionUri: machine.asl.json       | Definition: {}                         | Resources.Broadcast.Properties.Definition
          PushSeconds: 60                       | PushSecond: 60                         | '${PushSeconds}': the definition uses this, but it has no value
          PushSeconds: 60                       | PushSecond: 60                         | 'PushSecond': the definition does not use this
          Tracing: {Enabled: true}              | Type: EXPRESS                          | is 'EXPRESS': must be STANDARD
          Roles: [!Ref BroadcastRole]           | Roles: [someone]                       | is 'someone': must be the name of a role of this template
          """)
  void read_codeChanged_isRefused(String from, String to, String expected) {
    assertRefused(from, to, expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          ProtocolType: WEBSOCKET               | ProtocolType: HTTP                     | is 'HTTP': must be WEBSOCKET
          RouteSelectionExpression: $request.body.action | Description: x                | Resources.Sockets.Properties.RouteSelectionExpression
          [integrations, !Ref ConnectIntegration] | [integrations, !Ref Sockets]         | must be integrations/ and an integration of this template
          [integrations, !Ref ConnectIntegration] | [integration, !Ref ConnectIntegration] | must match integrations/.+
          IntegrationType: AWS_PROXY            | IntegrationType: HTTP                  | is 'HTTP': must be AWS_PROXY or MOCK
          IntegrationType: AWS_PROXY            | IntegrationType: MOCK                  | Resources.ConnectIntegration.Properties.IntegrationUri
          IntegrationType: MOCK                 | IntegrationType: AWS_PROXY             | Resources.PingIntegration.Properties.IntegrationUri
          $default: '{"statusCode": 200}'       | $default: '{"statusCode": 500}'        | Resources.PingIntegration.Properties.RequestTemplates
          TemplateSelectionExpression: \\$default\\n      RequestTemplates:\\n        $default: '{"statusCode": 200}' | Description: none | Resources.PingIntegration.Properties.RequestTemplates
          '{"type":"pong"}'                     | '{"type":"$context.routeKey"}'         | Resources.PingIntegrationResponse.Properties.ResponseTemplates
          IntegrationId: !Ref PingIntegration   | IntegrationId: !Ref JoinIntegration    | only the response of a MOCK integration can have a template
          IntegrationId: !Ref PingIntegration   | IntegrationId: nowhere                 | must be the id of an integration of this template
          IntegrationType: AWS_PROXY            | IntegrationType: AWS_PROXY\\n      TimeoutInMillis: 50 | Resources.ConnectIntegration.Properties.TimeoutInMillis
          RouteKey: $connect                    | RouteKey: $disconnect\\n      RouteResponseSelectionExpression: $default | is '$default': a client cannot get a response at $disconnect
          RouteId: !Ref JoinRoute               | RouteId: abc                           | is 'abc': must be the id of a route of this template
          RouteResponseKey: $default            | RouteResponseKey: 200                  | is '200': must be $default
          RouteResponseSelectionExpression: $default | OperationName: join               | AWS sends no response unless its route has a RouteResponseSelectionExpression
          route.request.querystring.token       | context.connectionId                   | is 'context.connectionId': must match route
          AuthorizationType: CUSTOM             | AuthorizationType: AWS_IAM             | the local stack does not check signatures
          AuthorizationType: CUSTOM             | AuthorizationType: NONE                | must be given with AuthorizationType CUSTOM, and only then
          AuthorizerId: !Ref Doorkeeper         | AuthorizerId: abc                      | is 'abc': must be the id of an authorizer of this template
          RouteKey: $connect                    | RouteKey: $default                     | only $connect can be authorized
          FunctionName: !Ref ConnectFunction.Alias | FunctionName: connect               | is 'connect': must be a function of this template
          FunctionName: !Ref ConnectFunction.Alias | FunctionName: !Ref ConnectFunction  | no AWS::Lambda::Permission lets apigateway.amazonaws.com invoke it for arn:aws:execute-api
          Principal: apigateway.amazonaws.com   | Principal: lambda.amazonaws.com        | no AWS::Lambda::Permission lets apigateway.amazonaws.com
          ${AWS::AccountId}:${Sockets}/*\\n\\n  Door | ${AWS::AccountId}:${Sockets}/other/*\\n\\n  Door | no AWS::Lambda::Permission lets
          DeploymentId: !Ref Deployment         | DeploymentId: abc                      | is 'abc': must be the id of a deployment of this template
          DeploymentId: !Ref Deployment         | AutoDeploy: false                      | the stage serves no routes without it, unless AutoDeploy is true
          {join: {Throttling                    | {leave: {Throttling                    | Resources.Stage.Properties.RouteSettings.leave (line 252) is 'leave': no route of the API has this key
          DeploymentId: !Ref Deployment         | AutoDeploy: true                       | Resources.Stage.DependsOn (line 246) is 'JoinRoute': the stage must depend on this route, because it has settings for it
          ThrottlingRateLimit: 2.5              | ThrottlingRateLimit: 0                 | RouteSettings.join.ThrottlingRateLimit (line 252) is '0': must be more than 0, or the route accepts no messages
          ThrottlingBurstLimit: 5               | ThrottlingBurstLimit: 0                | RouteSettings.join.ThrottlingBurstLimit (line 252) is '0': must be at least 1, or the route accepts no messages
          ThrottlingBurstLimit: 5               | LoggingLevel: INFO                     | Resources.Stage.Properties.RouteSettings.join (line 252): ThrottlingRateLimit and ThrottlingBurstLimit: the local stack supports them only together
          Threshold: 0.5                        | Threshold: half                        | is 'half': must be a number
          Statistic: Sum                        | Statistics: Sum                        | Resources.BroadcastsFailed.Properties.Statistics
          !Ref ConnectFunction.Alias            | !Ref PushShardFunction.Alias           | the function has no AutoPublishAlias
          Value: !Ref Broadcast\\n  Note:     | Value: !Ref BroadcastsFailed\\n  Note: | 'BroadcastsFailed': is not created: its condition does not hold
          """)
  void read_socketsChanged_isRefused(String from, String to, String expected) {
    assertRefused(from, to, expected);
  }

  @Test
  void read_integrationOfMissingFunction_isRefused() {
    assertRefused(
        "functions/${ConnectFunction.Alias}/",
        "functions/arn:aws:lambda:eu-central-2:000000000000:function:gone/",
        "must be the ARN of a function of this template");
    assertRefused(
        "functions/${ConnectFunction.Alias}/",
        "functions/${ConnectFunction.Arn}:other/",
        "must be the ARN of a function of this template");
    assertRefused(
        "functions/${ConnectFunction.Alias}/",
        "functions/${ConnectFunction}/",
        "must be the ARN of a function of this template");
  }

  @Test
  void read_reservedConcurrencyBelowTheQueues_isRefused() {
    assertRefused(
        "      Handler: dev.fanfare.start",
        "      ReservedConcurrentExecutions: 2\n      Handler: dev.fanfare.start",
        "must be at most the function's ReservedConcurrentExecutions of 2");
  }

  @Test
  void read_largeStorageWithSnapshots_isRefused() {
    assertRefused(
        "      Handler: dev.fanfare.start",
        "      EphemeralStorage: {Size: 1024}\n      Handler: dev.fanfare.start",
        "must be at most 512 with SnapStart");
  }

  @Test
  void read_roleAndPolicies_isRefused() {
    assertRefused(
        "Role: !GetAtt PushRole.Arn",
        "Role: !GetAtt PushRole.Arn\n      Policies: {Statement: {Effect: Allow, Action: s3:*, Resource: '*'}}",
        "SAM ignores Policies next to Role");
  }

  @Test
  void read_environmentAboveFourKilobytes_isRefused() {
    assertRefused("RATE: 1", "RATE: " + "9".repeat(4_096), "must be at most 4096 bytes");
  }

  private void assertRefused(String from, String to, String expected) {
    var whole = Templates.whole();
    var line = from.replace("\\n", "\n");
    assertThat(whole).contains(line);
    // With alarms enabled, the problem is about the alarm; otherwise it is about its absence.
    var alarms = expected.contains("is not created") ? "no" : "yes";
    try {
      Templates.read(
          folder, whole.replace(line, to.replace("\\n", "\n")), Map.of("Alarms", alarms));
    } catch (UnsupportedTemplateException e) {
      assertThat(e).hasMessageContaining(expected);
      return;
    }
    throw new AssertionError("accepted: " + to);
  }
}
