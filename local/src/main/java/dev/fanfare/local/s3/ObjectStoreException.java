package dev.fanfare.local.s3;

/** S3 refused, or could not be reached. */
public final class ObjectStoreException extends RuntimeException {
  public ObjectStoreException(String message, Throwable cause) {
    super(message, cause);
  }
}
