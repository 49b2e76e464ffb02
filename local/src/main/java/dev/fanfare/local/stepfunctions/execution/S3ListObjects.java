package dev.fanfare.local.stepfunctions.execution;

import dev.fanfare.local.stepfunctions.history.Failure;
import dev.fanfare.local.stepfunctions.objects.ObjectStoreException;
import dev.fanfare.local.stepfunctions.objects.StoredObject;
import dev.fanfare.local.stepfunctions.query.Document;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * {@code aws-sdk:s3:listObjectsV2}: one page of a listing, with the SDK's member names in upper
 * camel case. An empty page has no {@code Contents}; AWS may return an empty list instead, so a
 * definition should accept both.
 */
record S3ListObjects(Engine engine) implements ServiceCall {
  private static final long MAX_PAGE_SIZE = 1_000;

  @Override
  public CompletableFuture<Document> make(Map<String, Object> arguments) {
    return CompletableFuture.supplyAsync(() -> list(arguments), engine.threads().transfers());
  }

  private Document list(Map<String, Object> arguments) {
    var bucket = String.valueOf(arguments.get("Bucket"));
    var prefix = String.valueOf(arguments.getOrDefault("Prefix", ""));
    long max = arguments.get("MaxKeys") instanceof Number keys ? keys.longValue() : MAX_PAGE_SIZE;
    long page = Math.min(max, MAX_PAGE_SIZE);
    try {
      // One more object shows whether there is another page.
      var found = engine.objects().list(bucket, prefix, page + 1);
      return Document.of(response(bucket, prefix, page, found));
    } catch (ObjectStoreException e) {
      throw new FailedException(Failure.of("S3.S3Exception", String.valueOf(e.getMessage())));
    }
  }

  private static Map<String, Object> response(
      String bucket, String prefix, long page, List<StoredObject> found) {
    var shown = found.stream().limit(page).map(S3ListObjects::item).toList();
    var response = new LinkedHashMap<String, Object>();
    if (!shown.isEmpty()) {
      response.put("Contents", shown);
    }
    response.put("IsTruncated", found.size() > shown.size());
    response.put("KeyCount", shown.size());
    response.put("MaxKeys", page);
    response.put("Name", bucket);
    response.put("Prefix", prefix);
    return response;
  }

  private static Map<String, Object> item(StoredObject object) {
    var item = new LinkedHashMap<String, Object>();
    item.put("ETag", object.etag());
    item.put("Key", object.key());
    item.put("LastModified", object.lastModified().toString());
    item.put("Size", object.size());
    item.put("StorageClass", object.storageClass());
    return item;
  }
}
