package dev.fanfare.bucket;

import dev.fanfare.broadcast.BroadcastBucket;
import java.io.InputStream;
import java.util.stream.Stream;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/** The broadcast bucket in S3. */
public final class S3BroadcastBucket implements BroadcastBucket {
  private static final int PRECONDITION_FAILED = 412;

  private final S3Client objects;
  private final String bucket;

  public S3BroadcastBucket(S3Client objects, String bucket) {
    this.objects = objects;
    this.bucket = bucket;
  }

  @Override
  public InputStream open(String key) {
    try {
      return objects.getObject(get -> get.bucket(bucket).key(key));
    } catch (NoSuchKeyException e) {
      throw new MissingObjectException(key);
    }
  }

  @Override
  public void write(String key, byte[] bytes) {
    objects.putObject(put -> put.bucket(bucket).key(key), RequestBody.fromBytes(bytes));
  }

  @Override
  public boolean writeIfAbsent(String key, byte[] bytes) {
    try {
      objects.putObject(
          put -> put.bucket(bucket).key(key).ifNoneMatch("*"), RequestBody.fromBytes(bytes));
      return true;
    } catch (S3Exception e) {
      if (e.statusCode() == PRECONDITION_FAILED) {
        return false;
      }
      throw e;
    }
  }

  @Override
  public void delete(String key) {
    objects.deleteObject(delete -> delete.bucket(bucket).key(key));
  }

  @Override
  public Stream<String> list(String prefix) {
    return objects
        .listObjectsV2Paginator(list -> list.bucket(bucket).prefix(prefix))
        .contents()
        .stream()
        .map(S3Object::key);
  }
}
