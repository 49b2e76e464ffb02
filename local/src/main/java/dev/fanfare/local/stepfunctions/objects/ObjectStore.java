package dev.fanfare.local.stepfunctions.objects;

import java.util.List;

/** Where a Map Run finds its items and leaves its results. */
public interface ObjectStore {

  /**
   * The objects whose keys begin with a prefix, in the order of their keys, however many there are.
   *
   * @param limit how many to return at most
   * @throws ObjectStoreException when the bucket does not exist or cannot be listed
   */
  List<StoredObject> list(String bucket, String prefix, long limit);

  /**
   * @throws ObjectStoreException when there is no such object, or it cannot be read
   */
  byte[] read(String bucket, String key);

  /**
   * @throws ObjectStoreException when the bucket does not exist or the object cannot be written
   */
  void write(String bucket, String key, byte[] content);
}
