package dev.fanfare.local.s3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fanfare.local.http.JettyService;
import dev.fanfare.local.physics.LimitMeter;
import dev.fanfare.local.physics.Physics;
import dev.fanfare.local.physics.PhysicsSettings;
import dev.fanfare.loopback.LocalService;
import java.net.URI;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

class DelayedStoreIT {
  private static final PhysicsSettings SETTINGS =
      PhysicsSettings.fast("eu-central-2").with("s3.min", "50").with("s3.max", "50");

  @Test
  void calls_eachOnAnObject_waitOnce() {
    var physics = Physics.of(SETTINGS);
    List<Long> pauses = new CopyOnWriteArrayList<>();
    try (var objects = objects(physics, pauses);
        var s3 = client(objects.endpoint())) {
      s3.createBucket(b -> b.bucket("bucket"));
      s3.putObject(p -> p.bucket("bucket").key("k"), RequestBody.fromString("x"));
      assertThat(pauses).as("put").hasSize(1);
      s3.getObjectAsBytes(g -> g.bucket("bucket").key("k"));
      assertThat(pauses).as("get").hasSize(2);
      s3.headObject(h -> h.bucket("bucket").key("k"));
      assertThat(pauses).as("head").hasSize(3);
      s3.listObjectsV2(l -> l.bucket("bucket"));
      assertThat(pauses).as("list").hasSize(4);
      s3.deleteObject(d -> d.bucket("bucket").key("k"));

      assertThat(pauses).hasSize(5).containsOnly(50_000_000L);
      assertThat(physics.meter().rows(SETTINGS))
          .containsExactly(new LimitMeter.Row("s3", 5, 0, 250));
    }
  }

  @Test
  void start_limitOff_neverWaits() {
    List<Long> pauses = new CopyOnWriteArrayList<>();
    try (var objects = objects(Physics.none(), pauses);
        var s3 = client(objects.endpoint())) {
      s3.createBucket(b -> b.bucket("bucket"));
      s3.putObject(p -> p.bucket("bucket").key("k"), RequestBody.fromString("x"));

      assertThat(pauses).isEmpty();
    }
  }

  private static LocalService objects(Physics physics, List<Long> pauses) {
    return JettyService.start("S3", 0, ObjectsHandler.create(physics, new Random(1), pauses::add));
  }

  private static S3Client client(URI endpoint) {
    return S3Client.builder()
        .endpointOverride(endpoint)
        .region(Region.EU_CENTRAL_1)
        .forcePathStyle(true)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
        .build();
  }
}
