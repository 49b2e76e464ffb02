package dev.fanfare.local.states.objects;

import dev.fanfare.local.states.InMemoryObjectStore;

class InMemoryObjectStoreTest extends ObjectStoreContract {
  private final ObjectStore store = new InMemoryObjectStore(BUCKET);

  @Override
  ObjectStore store() {
    return store;
  }
}
