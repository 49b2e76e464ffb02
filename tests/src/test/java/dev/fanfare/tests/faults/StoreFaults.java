package dev.fanfare.tests.faults;

import dev.fanfare.local.stepfunctions.objects.ObjectStore;
import dev.fanfare.local.stepfunctions.objects.ObjectStoreException;
import dev.fanfare.local.stepfunctions.objects.StoredObject;
import dev.fanfare.tests.faults.Faults.InForce;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * Faults between Step Functions and the bucket: a failed listing makes an ItemReader fail, a failed
 * write a ResultWriter. Functions are not affected.
 */
public final class StoreFaults implements UnaryOperator<ObjectStore> {
  private static final String DENIED = "Access Denied (Service: S3, Status Code: 403)";

  private final List<Predicate<String>> lists = new CopyOnWriteArrayList<>();
  private final List<Predicate<String>> writes = new CopyOnWriteArrayList<>();

  /** Makes listings of matching prefixes fail. */
  public InForce failLists(Predicate<String> prefix) {
    return add(lists, prefix);
  }

  /** Makes writes of objects with matching keys fail. */
  public InForce failWrites(Predicate<String> key) {
    return add(writes, key);
  }

  private static InForce add(List<Predicate<String>> faults, Predicate<String> struck) {
    faults.add(struck);
    return () -> faults.remove(struck);
  }

  @Override
  public ObjectStore apply(ObjectStore store) {
    return new Faulty(store);
  }

  private static void check(List<Predicate<String>> faults, String name) {
    if (faults.stream().anyMatch(struck -> struck.test(name))) {
      throw new ObjectStoreException(DENIED, null);
    }
  }

  private final class Faulty implements ObjectStore {
    private final ObjectStore store;

    private Faulty(ObjectStore store) {
      this.store = store;
    }

    @Override
    public List<StoredObject> list(String bucket, String prefix, long limit) {
      check(lists, prefix);
      return store.list(bucket, prefix, limit);
    }

    @Override
    public byte[] read(String bucket, String key) {
      return store.read(bucket, key);
    }

    @Override
    public void write(String bucket, String key, byte[] content) {
      check(writes, key);
      store.write(bucket, key, content);
    }
  }
}
