package dev.fanfare.local.stepfunctions.objects;

import org.jspecify.annotations.Nullable;

/** S3 refused, or could not be reached. */
public final class ObjectStoreException extends RuntimeException {
  public ObjectStoreException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
