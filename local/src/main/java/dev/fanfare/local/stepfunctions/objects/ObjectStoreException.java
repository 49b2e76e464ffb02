package dev.fanfare.local.stepfunctions.objects;

/** S3 refused, or could not be reached. */
public final class ObjectStoreException extends RuntimeException {
  public ObjectStoreException(String message, Throwable cause) {
    super(message, cause);
  }
}
