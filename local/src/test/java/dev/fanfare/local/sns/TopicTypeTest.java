package dev.fanfare.local.sns;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fanfare.local.cloudformation.Templates;
import dev.fanfare.local.lambda.AsyncPolicy;
import dev.fanfare.local.lambda.FunctionSpec;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Topics, their subscriptions, and the handling of failed events. */
class TopicTypeTest {
  private static final String SNS = "arn:aws:sns:eu-central-2:000000000000:fanfare-";
  private static final String QUEUE = "arn:aws:sqs:eu-central-2:000000000000:fanfare-";
  private static final String FUNCTION =
      "arn:aws:lambda:eu-central-2:000000000000:function:fanfare-";
  private static final String RESOURCES =
      """
      News: {Type: "AWS::SNS::Topic"}
      Jobs: {Type: "AWS::SQS::Queue"}
      Dead: {Type: "AWS::SQS::Queue"}
      ToJobs:
        Type: AWS::SNS::Subscription
        Properties:
          TopicArn: !Ref News
          Protocol: sqs
          Endpoint: !GetAtt Jobs.Arn
          RawMessageDelivery: true
          RedrivePolicy: {deadLetterTargetArn: !GetAtt Dead.Arn}
      MaySend:
        Type: AWS::SQS::QueuePolicy
        Properties:
          Queues: [!Ref Jobs, !Ref Dead]
          PolicyDocument:
            Statement:
              - Effect: Allow
                Principal: {Service: sns.amazonaws.com}
                Action: sqs:SendMessage
                Resource: [!GetAtt Jobs.Arn, !GetAtt Dead.Arn]
      Work:
        Type: AWS::Serverless::Function
        Properties:
          Handler: a.B
          Runtime: java25
          CodeUri: a.jar
          AutoPublishAlias: live
          EventInvokeConfig:
            MaximumRetryAttempts: 1
            MaximumEventAgeInSeconds: 60
            DestinationConfig: {OnFailure: {Type: SQS, Destination: !GetAtt Dead.Arn}}
          Events:
            It: {Type: SNS, Properties: {Topic: !Ref News}}
      Policy:
        Type: AWS::SNS::TopicPolicy
        Properties:
          Topics: [!Ref News]
          PolicyDocument:
            Statement:
              - {Effect: Allow, Principal: {Service: events.amazonaws.com}, Action: "sns:Publish", Resource: !Ref News}
      """;

  @TempDir Path folder;

  @Test
  void read_topic_hasAllItsSubscriptions() {
    var template = Templates.read(folder, Templates.of(RESOURCES));

    assertThat(template.all(TopicSpec.class))
        .containsExactly(
            new TopicSpec(
                "News",
                "fanfare-News",
                SNS + "News",
                List.of(
                    Subscription.of(
                        SNS + "News", "sqs", QUEUE + "Jobs", true, Optional.of(QUEUE + "Dead")),
                    Subscription.of(
                        SNS + "News", "lambda", FUNCTION + "Work:live", false, Optional.empty()))));
  }

  @Test
  void read_function_hasItsFailureDestination() {
    var function = Templates.read(folder, Templates.of(RESOURCES)).all(FunctionSpec.class).get(0);

    assertThat(function.triggers().async())
        .isEqualTo(new AsyncPolicy(1, Duration.ofMinutes(1), Optional.of(QUEUE + "Dead")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          TopicArn: !Ref News                     | TopicArn: arn:aws:sns:x:1:other           | is 'arn:aws:sns:x:1:other': must be the ARN of a topic
          Protocol: sqs                           | Protocol: email                           | is 'email': must be sqs or lambda
          Endpoint: !GetAtt Jobs.Arn              | Endpoint: !GetAtt News.TopicArn           | must be the ARN of a queue of this template
          Principal: {Service: sns.amazonaws.com} | Principal: {Service: s3.amazonaws.com}    | no AWS::SQS::QueuePolicy lets sns.amazonaws.com send to it
          Action: sqs:SendMessage                 | Action: sqs:ReceiveMessage                | no AWS::SQS::QueuePolicy lets sns.amazonaws.com send to it
          RawMessageDelivery: true                | FilterPolicy: {}                          | ToJobs.Properties.FilterPolicy
          Topic: !Ref News                        | Topic: !GetAtt Jobs.Arn                   | Events.It.Properties.Topic
          Type: SNS, Properties                   | Type: SES, Properties                     | is 'SES': must be
          Type: SNS, Properties                   | Kind: SNS, Properties                     | Events.It.Type
          {Topic: !Ref News}                      | {Topic: !Ref News, SqsSubscription: true} | Events.It.Properties.SqsSubscription
          MaximumRetryAttempts: 1                 | MaximumRetryAttempts: 3                   | MaximumRetryAttempts is 3, must be 0 to 2
          Destination: !GetAtt Dead.Arn           | Destination: !Ref News                    | EventInvokeConfig.DestinationConfig.OnFailure.Destination
          Topics: [!Ref News]                     | Topics: [!GetAtt Dead.Arn]                | must be the ARN of a topic of this template
          {Type: "AWS::SNS::Topic"}               | {Type: "AWS::SNS::Topic", Properties: {MaximumMessageSize: 1048576}} | News.Properties.MaximumMessageSize
          """)
  void read_oneInvalidProperty_isRefused(String from, String to, String expected) {
    assertThat(RESOURCES).contains(from);

    assertThat(Templates.problems(folder, Templates.of(RESOURCES.replace(from, to))))
        .anySatisfy(problem -> assertThat(problem).contains(expected));
  }

  @Test
  void read_functionSubscribedByAResource_needsAPermission() {
    var subscription =
        """
        ToWork:
          Type: AWS::SNS::Subscription
          Properties: {TopicArn: !Ref News, Protocol: lambda, Endpoint: !Ref Work.Alias}
        """;

    assertThat(Templates.problems(folder, Templates.of(RESOURCES + subscription)))
        .singleElement()
        .asString()
        .contains("no AWS::Lambda::Permission lets sns.amazonaws.com invoke it");
  }
}
