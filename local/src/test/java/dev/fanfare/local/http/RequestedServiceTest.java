package dev.fanfare.local.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class RequestedServiceTest {
  private static final String SIGNED =
      "AWS4-HMAC-SHA256 Credential=local/20261201/eu-central-2/%s/aws4_request,"
          + " SignedHeaders=host;x-amz-date, Signature=0123";

  @ParameterizedTest
  @EnumSource(names = "ISSUER", mode = EnumSource.Mode.EXCLUDE)
  void of_signedRequest_isTheServiceOfTheScope(AwsService service) {
    var head = head("POST /", "Authorization: " + SIGNED.formatted(service.signingName()));

    assertThat(RequestedService.of(head).flatMap(RequestedService::service)).contains(service);
  }

  @Test
  void of_signedForAnotherService_isNamed() {
    var head = head("POST /", "Authorization: " + SIGNED.formatted("ec2"));

    assertThat(RequestedService.of(head)).contains(new RequestedService(Optional.empty(), "ec2"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // The signature decides, not the path or the target.
        "POST /schedules/a | Authorization: AWS4-HMAC-SHA256 Credential=k/d/r/s3/aws4_request, S | S3",
        "POST / | Authorization: AWS4-ECDSA-P256-SHA256 Credential=k/d/s3/aws4_request, S | S3",
        "POST / | Authorization: AWS4-HMAC-SHA256 Credential=k/d/r/sqs/aws4_request,Signature=x~X-Amz-Target: DynamoDB_20120810.Scan | SQS",
        "GET /b/k?X-Amz-Credential=k%2F20261201%2Fr%2Fs3%2Faws4_request&X-Amz-Signature=0 | | S3",
        "GET /?Action=GetCallerIdentity&X-Amz-Credential=k%2F20261201%2Fr%2Fsts%2Faws4_request | | STS",
        "GET /000000000000/x?AWSAccessKeyId=k&Expires=1&Signature=s | | S3",
        "GET /000000000000/x | Authorization: AWS local:signature | S3",
        // Without a signature: the target, the RPC path, the host, the path.
        "POST / | X-Amz-Target: DynamoDBStreams_20120810.GetRecords | DYNAMODB",
        "POST / | X-Amz-Target: AWSStepFunctions.StartExecution | STEP_FUNCTIONS",
        "POST / | X-Amz-Target: AmazonSQS.SendMessage | SQS",
        "POST /service/GraniteServiceVersion20100801/operation/ListMetrics | | CLOUDWATCH",
        "POST /2015-03-31/functions/f/invocations | | LAMBDA",
        "GET /schedules | | SCHEDULER",
        "POST /schedules/nightly | | SCHEDULER",
        "POST /000000000000/fanfare-requests | | SQS",
        "GET /.well-known/jwks.json | | ISSUER",
        "POST /token | | ISSUER",
        "OPTIONS /token | | ISSUER",
        "GET /token | Host: bucket.localhost:4510 | S3",
        "GET / | Host: my.bucket.s3.localhost:4510 | S3",
        "GET / | Host: bucket.s3.eu-central-2.localhost | S3",
        "GET /bucket/key | Host: localhost:4510 | S3",
        "HEAD /bucket/key | Host: s3.localhost | S3",
        "PUT /bucket/a//b | | S3",
        "POST /bucket | Content-Type: multipart/form-data; boundary=x | S3",
        // An Authorization header of another kind does not name a service.
        "GET /bucket/key | Authorization: Bearer x | S3",
        "POST /2015-03-31/functions/f/invocations | Authorization: AWS4-HMAC-SHA256 Credential=x | LAMBDA",
      })
  void of_request_isItsService(String line, String headers, AwsService service) {
    assertThat(RequestedService.of(head(line, headers)).flatMap(RequestedService::service))
        .contains(service);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "POST / | X-Amz-Target: AmazonEC2ContainerServiceV20141113.ListTasks | AmazonEC2ContainerServiceV20141113",
        "POST /service/Kinesis/operation/Put | | Kinesis",
        "GET / | Authorization: AWS4-HMAC-SHA256 Credential=k/d/r//aws4_request, S | ''",
      })
  void of_unknownService_isNamed(String line, String headers, String name) {
    assertThat(RequestedService.of(head(line, headers)))
        .contains(new RequestedService(Optional.empty(), name));
  }

  @ParameterizedTest
  @CsvSource({"GET /", "POST /nowhere", "POST /bucket", "PATCH /bucket/key"})
  void of_requestWithoutAnySign_isEmpty(String line) {
    assertThat(RequestedService.of(head(line, "Host: localhost:4510"))).isEmpty();
  }

  /**
   * @param line such as {@code GET /path?query}
   * @param headers separated by {@code ~}; null for none
   */
  private static RequestHead head(String line, String headers) {
    String[] parts = line.split("[ ?]", 3);
    Map<String, String> byName =
        Stream.ofNullable(headers)
            .flatMap(all -> Stream.of(all.split("~")))
            .map(header -> header.split(": ", 2))
            .collect(
                Collectors.toMap(
                    pair -> pair[0],
                    pair -> pair[1],
                    (a, b) -> b,
                    () -> new TreeMap<>(String.CASE_INSENSITIVE_ORDER)));
    return new RequestHead(parts[0], parts[1], parts.length < 3 ? "" : parts[2], byName::get);
  }
}
