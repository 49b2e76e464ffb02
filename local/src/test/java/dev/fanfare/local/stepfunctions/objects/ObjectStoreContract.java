package dev.fanfare.local.stepfunctions.objects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The contract that a Map Run requires of every object store. */
abstract class ObjectStoreContract {
  static final String BUCKET = "bucket";

  /** The number of keys in a page of a listing, if the store has pages. */
  static final int PAGE = 10;

  private static final byte[] CONTENT = "12 bytes yes".getBytes(StandardCharsets.UTF_8);

  abstract ObjectStore store();

  @Test
  void list_moreThanOnePage_returnsAllInOrder() {
    IntStream.range(0, 25).forEach(i -> store().write(BUCKET, "many/%04d".formatted(i), CONTENT));

    assertThat(store().list(BUCKET, "many/", Long.MAX_VALUE))
        .hasSize(25)
        .extracting(StoredObject::key)
        .isSorted()
        .startsWith("many/0000");
    assertThat(store().list(BUCKET, "many/", PAGE + 1)).hasSize(PAGE + 1);
  }

  @Test
  void list_ofAnObject_describesIt() {
    store().write(BUCKET, "one/file", CONTENT);

    assertThat(store().list(BUCKET, "one/", 5))
        .singleElement()
        .satisfies(
            object -> {
              assertThat(object.size()).isEqualTo(12);
              assertThat(object.etag()).startsWith("\"").endsWith("\"");
              assertThat(object.storageClass()).isEqualTo("STANDARD");
              assertThat(object.lastModified()).isNotNull();
            });
  }

  @Test
  void list_unknownPrefix_isEmpty() {
    assertThat(store().list(BUCKET, "nothing/", 5)).isEmpty();
  }

  @Test
  void read_writtenObject_isTheSame() {
    store().write(BUCKET, "same", CONTENT);

    assertThat(store().read(BUCKET, "same")).isEqualTo(CONTENT);
  }

  @Test
  void access_toMissingObject_isRefused() {
    assertThatThrownBy(() -> store().read(BUCKET, "missing"))
        .isInstanceOf(ObjectStoreException.class)
        .hasMessageContaining("key does not exist");
    assertThatThrownBy(() -> store().list("nowhere", "", 1))
        .isInstanceOf(ObjectStoreException.class)
        .hasMessageContaining("bucket does not exist");
    assertThatThrownBy(() -> store().write("nowhere", "k", CONTENT))
        .isInstanceOf(ObjectStoreException.class);
  }
}
