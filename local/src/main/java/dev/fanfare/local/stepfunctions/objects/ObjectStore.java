package dev.fanfare.local.stepfunctions.objects;

import java.util.List;

/** The store from which Map Runs read items and to which they write results. */
public interface ObjectStore {

  /**
   * The objects whose keys begin with a prefix, sorted by key, from all pages.
   *
   * @param limit the maximum number of objects
   * @throws ObjectStoreException if the bucket does not exist or cannot be listed
   */
  List<StoredObject> list(String bucket, String prefix, long limit);

  /**
   * @throws ObjectStoreException if the object does not exist or cannot be read
   */
  byte[] read(String bucket, String key);

  /**
   * @throws ObjectStoreException if the bucket does not exist or the object cannot be written
   */
  void write(String bucket, String key, byte[] content);
}
