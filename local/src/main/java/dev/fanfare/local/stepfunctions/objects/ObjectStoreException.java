package dev.fanfare.local.stepfunctions.objects;

import org.jspecify.annotations.Nullable;

/** Thrown if S3 rejects a request or cannot be reached. */
public final class ObjectStoreException extends RuntimeException {
  public ObjectStoreException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
