package dev.fanfare.bucket;

import dev.fanfare.broadcast.BroadcastBucket;
import dev.fanfare.tables.DirectRows;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * The bucket, extended with the files of directly posted broadcasts, which are stored in a table
 * row: five objects for each message would cost more than everything else. Readers find the same
 * files under the same keys on either path.
 */
public final class BucketWithDirect implements BroadcastBucket {
  private static final String FOLDER = "broadcasts/";

  private final BroadcastBucket bucket;
  private final DynamoDbClient tables;
  private final String progressTable;

  public BucketWithDirect(BroadcastBucket bucket, DynamoDbClient tables, String progressTable) {
    this.bucket = bucket;
    this.tables = tables;
    this.progressTable = progressTable;
  }

  @Override
  public InputStream open(String key) {
    try {
      return bucket.open(key);
    } catch (MissingObjectException e) {
      String file = inRow(key);
      if (file == null) {
        throw e;
      }
      return new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8));
    }
  }

  private @Nullable String inRow(String key) {
    int end = key.indexOf('/', FOLDER.length());
    if (!key.startsWith(FOLDER) || end < 0) {
      return null;
    }
    String id = key.substring(FOLDER.length(), end);
    var row =
        tables.getItem(
            get -> get.tableName(progressTable).key(DirectRows.key(id)).consistentRead(true));
    return DirectRows.files(row.item()).get(key);
  }

  @Override
  public void write(String key, byte[] bytes) {
    bucket.write(key, bytes);
  }

  @Override
  public boolean writeIfAbsent(String key, byte[] bytes) {
    return bucket.writeIfAbsent(key, bytes);
  }

  @Override
  public void delete(String key) {
    bucket.delete(key);
  }

  @Override
  public Stream<String> list(String prefix) {
    return bucket.list(prefix);
  }
}
