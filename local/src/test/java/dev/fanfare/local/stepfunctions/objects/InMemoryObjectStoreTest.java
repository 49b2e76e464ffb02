package dev.fanfare.local.stepfunctions.objects;

import dev.fanfare.local.stepfunctions.InMemoryObjectStore;

class InMemoryObjectStoreTest extends ObjectStoreContract {
  private final ObjectStore store = new InMemoryObjectStore(BUCKET);

  @Override
  ObjectStore store() {
    return store;
  }
}
