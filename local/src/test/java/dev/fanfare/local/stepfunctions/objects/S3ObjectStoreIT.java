package dev.fanfare.local.stepfunctions.objects;

import java.net.URI;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.TransientNio2BlobStore;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.crt.AwsCrtHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** Tests the adapter against a real S3 server. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class S3ObjectStoreIT extends ObjectStoreContract {
  private S3Proxy server;
  private S3Client client;

  @BeforeAll
  void start() throws Exception {
    server =
        S3Proxy.builder()
            .blobStore(new TransientNio2BlobStore())
            .awsAuthentication(AuthenticationType.NONE, null, null)
            .endpoint(URI.create("http://127.0.0.1:0"))
            .build();
    server.start();
    client =
        S3Client.builder()
            .endpointOverride(URI.create("http://127.0.0.1:" + server.getPort()))
            .region(Region.US_EAST_1)
            .forcePathStyle(true)
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
            .httpClientBuilder(AwsCrtHttpClient.builder())
            .build();
    client.createBucket(request -> request.bucket(BUCKET));
  }

  @AfterAll
  void stop() throws Exception {
    client.close();
    server.stop();
  }

  @Override
  ObjectStore store() {
    return new S3ObjectStore(client, PAGE);
  }
}
