package dev.fanfare.local.cloudformation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fanfare.local.s3.BucketSpec;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DependenciesTest {
  @TempDir Path folder;

  @Test
  void read_queuesThatRedriveToEachOther_isACycle() {
    var yaml =
        Templates.of(
            """
            A:
              Type: AWS::SQS::Queue
              Properties: {RedrivePolicy: {deadLetterTargetArn: !GetAtt B.Arn, maxReceiveCount: 1}}
            B:
              Type: AWS::SQS::Queue
              Properties: {RedrivePolicy: {deadLetterTargetArn: !GetAtt A.Arn, maxReceiveCount: 1}}
            """);

    assertThat(Templates.problems(folder, yaml))
        .containsExactly(
            "Resources.A (line 3) is 'A -> B -> A': these resources depend on each other");
  }

  @Test
  void read_nameThatRefersToItself_isACycle() {
    var yaml = Templates.of("A: {Type: 'AWS::SQS::Queue', Properties: {QueueName: !Sub '${A}'}}\n");

    assertThat(Templates.problems(folder, yaml))
        .containsExactly("Resources.A (line 3) is 'A -> A': these resources depend on each other");
  }

  @Test
  void read_resourcesThatDependOnEachOther_isACycle() {
    var yaml =
        Templates.of(
            """
            A: {Type: 'AWS::SQS::Queue', DependsOn: B}
            B: {Type: 'AWS::SQS::Queue', DependsOn: [A]}
            """);

    assertThat(Templates.problems(folder, yaml)).hasSize(1);
  }

  /** SAM causes the cycle: the role refers to the machine, and the machine depends on its role. */
  @Test
  void read_policyThatNamesItsOwnStateMachine_isACycle() {
    var yaml =
        Templates.whole()
            .replace(
                "Action: lambda:InvokeFunction, Resource: !GetAtt PushShardFunction.Arn",
                "Action: 'states:StartExecution', Resource: !Ref Broadcast");

    assertThat(Templates.problems(folder, yaml))
        .singleElement()
        .asString()
        .contains("Broadcast -> BroadcastRole -> Broadcast");
  }

  @Test
  void read_functionAndMachineThatNeedEachOther_isACycle() {
    var yaml = Templates.whole().replace("PushSeconds: 60", "PushSeconds: !Ref StartFunction");

    assertThat(Templates.problems(folder, yaml))
        .anyMatch(problem -> problem.contains("depend on each other"));
  }

  @Test
  void read_samRoleAlsoDeclared_isRefused() {
    var yaml =
        Templates.of(
            """
            Work:
              Type: AWS::Serverless::Function
              Properties: {Handler: a.B, Runtime: java25, CodeUri: a.jar}
            WorkRole: {Type: 'AWS::SQS::Queue'}
            """);

    assertThat(Templates.problems(folder, yaml))
        .anyMatch(p -> p.contains("SAM gives this logical id to the role of Work"));
  }

  @Test
  void read_longNames_areShortenedAndStayDistinct() {
    var yaml =
        Templates.of(
            """
            %1$sA: {Type: 'AWS::S3::Bucket'}
            %1$sB: {Type: 'AWS::S3::Bucket'}
            """
                .formatted("Long".repeat(20)));

    assertThat(Templates.read(folder, yaml).all(BucketSpec.class))
        .extracting(BucketSpec::name)
        .allMatch(name -> name.length() == 63 && name.startsWith("fanfare-longlong"))
        .doesNotHaveDuplicates();
  }
}
