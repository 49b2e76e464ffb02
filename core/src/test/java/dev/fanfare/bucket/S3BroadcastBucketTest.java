package dev.fanfare.bucket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fanfare.broadcast.BroadcastBucket.MissingObjectException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** The rare answers; other tests check everything else against a real S3 server. */
class S3BroadcastBucketTest {
  private final List<PutObjectRequest> puts = new ArrayList<>();

  @Test
  void open_noSuchKey_namesTheMissingObject() {
    assertThatThrownBy(() -> bucket(200).open("broadcasts/b/message"))
        .isInstanceOf(MissingObjectException.class)
        .hasMessage("there is no object broadcasts/b/message");
  }

  @Test
  void writeIfAbsent_keyIsFree_writesWithTheCondition() {
    assertThat(bucket(200).writeIfAbsent("k", new byte[1])).isTrue();
    assertThat(puts).singleElement().extracting(PutObjectRequest::ifNoneMatch).isEqualTo("*");
  }

  @Test
  void writeIfAbsent_keyIsTaken_returnsFalse() {
    assertThat(bucket(412).writeIfAbsent("k", new byte[1])).isFalse();
  }

  @Test
  void writeIfAbsent_concurrentWriteOrAccessDenied_fails() {
    assertThatThrownBy(() -> bucket(409).writeIfAbsent("k", new byte[1]))
        .isInstanceOf(S3Exception.class);
    assertThatThrownBy(() -> bucket(403).writeIfAbsent("k", new byte[1]))
        .isInstanceOf(S3Exception.class);
  }

  @Test
  void write_always_hasNoCondition() {
    bucket(200).write("k", new byte[1]);

    assertThat(puts).singleElement().extracting(PutObjectRequest::ifNoneMatch).isNull();
  }

  private S3BroadcastBucket bucket(int statusOfPuts) {
    return new S3BroadcastBucket(new Objects(statusOfPuts), "fanfare");
  }

  private final class Objects implements S3Client {
    private final int status;

    private Objects(int status) {
      this.status = status;
    }

    @Override
    public PutObjectResponse putObject(PutObjectRequest put, RequestBody body) {
      puts.add(put);
      if (status != 200) {
        throw S3Exception.builder().statusCode(status).build();
      }
      return PutObjectResponse.builder().build();
    }

    @Override
    public ResponseInputStream<GetObjectResponse> getObject(GetObjectRequest get) {
      throw NoSuchKeyException.builder().statusCode(404).build();
    }

    @Override
    public String serviceName() {
      return "s3";
    }

    @Override
    public void close() {
      // Holds no resources.
    }
  }
}
