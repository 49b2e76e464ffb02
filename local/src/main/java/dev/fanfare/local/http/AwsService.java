package dev.fanfare.local.http;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The services that answer on the one endpoint. */
public enum AwsService {
  CLOUDFORMATION("cloudformation"),
  CLOUDWATCH("monitoring", "GraniteServiceVersion20100801"),
  CLOUDWATCH_LOGS("logs", "Logs_20140328"),
  DYNAMODB("dynamodb", "DynamoDB_20120810", "DynamoDBStreams_20120810"),
  /** The issuer of development tokens, which AWS does not have; nobody signs requests to it. */
  ISSUER(""),
  LAMBDA("lambda"),
  S3("s3"),
  SCHEDULER("scheduler"),
  SECRETS_MANAGER("secretsmanager", "secretsmanager"),
  SERVICE_QUOTAS("servicequotas", "ServiceQuotasV20190624"),
  SNS("sns"),
  SQS("sqs", "AmazonSQS"),
  STEP_FUNCTIONS("states", "AWSStepFunctions"),
  STS("sts");

  private final String signingName;

  /** The service in Smithy's model, which {@code X-Amz-Target} and RPC paths begin with. */
  private final List<String> models;

  AwsService(String signingName, String... models) {
    this.signingName = signingName;
    this.models = List.of(models);
  }

  /** The name in the credential scope of a signature. */
  public String signingName() {
    return signingName;
  }

  /**
   * @param name from a credential scope
   */
  static Optional<AwsService> signedAs(String name) {
    return Arrays.stream(values())
        .filter(each -> !name.isEmpty() && each.signingName.equals(name))
        .findFirst();
  }

  static Optional<AwsService> ofModel(String model) {
    return Arrays.stream(values()).filter(each -> each.models.contains(model)).findFirst();
  }
}
