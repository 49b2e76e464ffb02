package dev.fanfare.local.stepfunctions.objects;

import java.util.List;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/** A store at an S3 endpoint. */
public record S3ObjectStore(S3Client s3, int pageSize) implements ObjectStore {
  /** S3's maximum number of objects per page. */
  private static final int MAX_PAGE_SIZE = 1_000;

  /**
   * @param s3 the client, which the caller closes
   */
  public S3ObjectStore(S3Client s3) {
    this(s3, MAX_PAGE_SIZE);
  }

  @Override
  public List<StoredObject> list(String bucket, String prefix, long limit) {
    return call(
        () ->
            s3
                .listObjectsV2Paginator(
                    request -> request.bucket(bucket).prefix(prefix).maxKeys(pageSize))
                .contents()
                .stream()
                .limit(limit)
                .map(S3ObjectStore::describe)
                .toList());
  }

  private static StoredObject describe(S3Object object) {
    var storageClass = object.storageClassAsString();
    return new StoredObject(
        object.key(),
        object.eTag(),
        object.lastModified(),
        object.size(),
        storageClass == null ? "STANDARD" : storageClass);
  }

  @Override
  public byte[] read(String bucket, String key) {
    return call(
        () -> s3.getObjectAsBytes(request -> request.bucket(bucket).key(key)).asByteArray());
  }

  @Override
  public void write(String bucket, String key, byte[] content) {
    call(
        () ->
            s3.putObject(
                request -> request.bucket(bucket).key(key).contentType("application/json"),
                RequestBody.fromBytes(content)));
  }

  private static <T> T call(Supplier<T> request) {
    try {
      return request.get();
    } catch (SdkException e) {
      throw new ObjectStoreException(String.valueOf(e.getMessage()), e);
    }
  }
}
