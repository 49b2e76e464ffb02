package dev.fanfare.bench.process;

/** Thrown if a measurement fails. The message gives the reason. */
public final class BenchFailure extends RuntimeException {
  public BenchFailure(String message) {
    super(message);
  }

  public BenchFailure(String message, Throwable cause) {
    super(message, cause);
  }
}
