package dev.fanfare.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fanfare.local.account.LocalAccount;
import dev.fanfare.local.account.StackClients;
import dev.fanfare.local.dynamodb.LocalDynamoDb;
import dev.fanfare.local.http.Endpoint;
import dev.fanfare.local.physics.Physics;
import dev.fanfare.loopback.LocalClients;
import dev.fanfare.loopback.ServiceStartException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.SqsException;

class LocalServicesIT {
  private static final String BUCKET = "broadcasts";
  private static Endpoint endpoint;
  private static LocalClients clients;
  private static DynamoDbClient dynamoDb;
  private static S3Client s3;
  private static SqsClient sqs;

  @BeforeAll
  static void start() {
    endpoint = Endpoint.start(0);
    LocalServices.mount(endpoint, LocalAccount.DEFAULT, Physics.none());
    clients = StackClients.of("eu-central-2");
    dynamoDb = clients.dynamoDb(endpoint.endpoint());
    s3 = clients.s3(endpoint.endpoint());
    sqs = clients.sqs(endpoint.endpoint());
    s3.createBucket(b -> b.bucket(BUCKET));
  }

  @AfterAll
  static void stop() {
    clients.close();
    endpoint.close();
  }

  @Test
  void endpoint_otherAddressesOfThisMachine_refuseConnections() throws IOException {
    for (var address : otherAddresses()) {
      assertThatThrownBy(
              () -> {
                try (var socket = new Socket()) {
                  int port = endpoint.endpoint().getPort();
                  socket.connect(new InetSocketAddress(address, port), 1000);
                }
              })
          .as("%s", address)
          .isInstanceOf(IOException.class);
    }
  }

  @Test
  void dynamoDb_conditionFails_isReported() {
    createTable("Conditions");
    var item = Map.of("id", AttributeValue.fromS("a"));
    dynamoDb.putItem(p -> p.tableName("Conditions").item(item));

    assertThatThrownBy(
            () ->
                dynamoDb.putItem(
                    p ->
                        p.tableName("Conditions")
                            .item(item)
                            .conditionExpression("attribute_not_exists(id)")))
        .isInstanceOf(ConditionalCheckFailedException.class);
  }

  @Test
  void dynamoDb_scanBySegmentsAndPages_returnsEachItemOnce() {
    createTable("Pages");
    for (int i = 0; i < 20; i++) {
      var id = "item-" + i;
      dynamoDb.putItem(p -> p.tableName("Pages").item(Map.of("id", AttributeValue.fromS(id))));
    }

    var seen =
        Stream.of(0, 1)
            .flatMap(
                segment ->
                    dynamoDb
                        .scanPaginator(
                            s -> s.tableName("Pages").segment(segment).totalSegments(2).limit(3))
                        .items()
                        .stream())
            .map(item -> item.get("id").s())
            .toList();

    assertThat(seen).hasSize(20).doesNotHaveDuplicates();
  }

  @Test
  void objects_putIfNoneMatch_onlyTheFirstSucceeds() {
    put("once", "first");

    assertThatThrownBy(
            () ->
                s3.putObject(
                    p -> p.bucket(BUCKET).key("once").ifNoneMatch("*"),
                    RequestBody.fromString("second")))
        .isInstanceOfSatisfying(S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(412));
    s3.putObject(
        p -> p.bucket(BUCKET).key("new").ifNoneMatch("*"), RequestBody.fromString("third"));

    assertThat(get("once")).isEqualTo("first");
    assertThat(get("new")).isEqualTo("third");
  }

  @Test
  void objects_listInPages_startsAfterTheGivenKey() {
    for (int i = 0; i < 12; i++) {
      put("shards/%05d.jsonl".formatted(i), "{}");
    }

    var keys =
        s3
            .listObjectsV2Paginator(
                l -> l.bucket(BUCKET).prefix("shards/").startAfter("shards/00001.jsonl").maxKeys(4))
            .contents()
            .stream()
            .map(S3Object::key)
            .toList();

    assertThat(keys)
        .hasSize(10)
        .startsWith("shards/00002.jsonl")
        .endsWith("shards/00011.jsonl")
        .isSorted();
  }

  @Test
  void queues_messageAboveTheLimit_isRefused() {
    var url = sqs.createQueue(q -> q.queueName("limits")).queueUrl();
    int limit = 1024 * 1024;
    sqs.sendMessage(m -> m.queueUrl(url).messageBody("x".repeat(limit)));

    assertThatThrownBy(
            () -> sqs.sendMessage(m -> m.queueUrl(url).messageBody("x".repeat(limit + 1))))
        .isInstanceOfSatisfying(SqsException.class, e -> assertThat(e.statusCode()).isEqualTo(400));
    assertThat(url).startsWith(endpoint.endpoint() + "/000000000000/");
  }

  /** Any web page can send a GET. */
  @Test
  void queue_actionInAGet_isRefused() throws Exception {
    URI url = URI.create(sqs.createQueue(q -> q.queueName("gets")).queueUrl());
    try (var socket = new Socket(url.getHost(), url.getPort())) {
      String request =
          "GET %s?Action=SendMessage&MessageBody=x HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
              .formatted(url.getPath());
      socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
      assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
          .startsWith("HTTP/1.1 405 ");
    }
    assertThat(sqs.receiveMessage(r -> r.queueUrl(url.toString())).messages()).isEmpty();
  }

  @Test
  void start_portInUse_namesIt() {
    int port = endpoint.endpoint().getPort();

    assertThatThrownBy(() -> Endpoint.start(port))
        .isInstanceOf(ServiceStartException.class)
        .hasMessage("the AWS APIs cannot start: port %d on 127.0.0.1 is in use".formatted(port));
    assertThatThrownBy(() -> LocalDynamoDb.start(port))
        .hasMessage("DynamoDB cannot start: port %d on 127.0.0.1 is in use".formatted(port));
  }

  @Test
  void objects_bucketInTheHostAndContentTypeOfAForm_areStoredWhole() throws IOException {
    URI address = endpoint.endpoint();
    try (var socket = new Socket(address.getHost(), address.getPort())) {
      String request =
          "PUT /form HTTP/1.1\r\nHost: %s.s3.localhost:%d\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 3\r\nConnection: close\r\n\r\na=b"
              .formatted(BUCKET, address.getPort());
      socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
      assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
          .startsWith("HTTP/1.1 200 ");
    }

    assertThat(get("form")).isEqualTo("a=b");
  }

  private static List<InetAddress> otherAddresses() throws IOException {
    return NetworkInterface.networkInterfaces()
        .flatMap(NetworkInterface::inetAddresses)
        .filter(address -> !address.isLoopbackAddress() && !address.isLinkLocalAddress())
        .toList();
  }

  private static void createTable(String name) {
    dynamoDb.createTable(
        t ->
            t.tableName(name)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .keySchema(
                    KeySchemaElement.builder().attributeName("id").keyType(KeyType.HASH).build())
                .attributeDefinitions(
                    AttributeDefinition.builder()
                        .attributeName("id")
                        .attributeType(ScalarAttributeType.S)
                        .build()));
  }

  private static void put(String key, String body) {
    s3.putObject(p -> p.bucket(BUCKET).key(key), RequestBody.fromString(body));
  }

  private static String get(String key) {
    return s3.getObjectAsBytes(g -> g.bucket(BUCKET).key(key)).asUtf8String();
  }
}
