package dev.fanfare.cli.broadcasts;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fanfare.broadcast.BroadcastKeys;
import dev.fanfare.cli.stack.DeployedStack;
import dev.fanfare.config.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Optional;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** What one broadcast keeps in the bucket; all of it expires after the days of retention. */
public final class BroadcastFiles {
  private static final int PRECONDITION_FAILED = 412;

  private final S3Client objects;
  private final String bucket;
  private final BroadcastKeys keys;

  public BroadcastFiles(DeployedStack stack, String id) {
    this.objects = stack.objects();
    this.bucket = stack.bucket();
    this.keys = new BroadcastKeys(id);
  }

  /** The request as it came; empty when there is none, or no more. */
  public Optional<byte[]> request() {
    return read(keys.request());
  }

  /** {@code report.json} of the latest round; empty when there is none yet, or no more. */
  public Optional<JsonNode> report() {
    return read(keys.report())
        .map(
            bytes -> {
              try {
                return Json.MAPPER.readTree(bytes);
              } catch (IOException e) {
                throw new UncheckedIOException("the report is no JSON", e);
              }
            });
  }

  /**
   * Stores a request, unless another one is there.
   *
   * @return whether what is stored now is this one
   */
  public boolean claim(byte[] request) {
    try {
      objects.putObject(
          put -> put.bucket(bucket).key(keys.request()).ifNoneMatch("*"),
          RequestBody.fromBytes(request));
      return true;
    } catch (S3Exception e) {
      if (e.statusCode() == PRECONDITION_FAILED) {
        return request().filter(stored -> Arrays.equals(stored, request)).isPresent();
      }
      throw e;
    }
  }

  /** Where the request is, for the execution that is to read it. */
  public String requestKey() {
    return keys.request();
  }

  /** Raises the flag that stops the pushers. */
  public void cancel() {
    objects.putObject(put -> put.bucket(bucket).key(keys.cancel()), RequestBody.empty());
  }

  /** Whether somebody has raised it. */
  public boolean isCancelled() {
    return read(keys.cancel()).isPresent();
  }

  private Optional<byte[]> read(String key) {
    try {
      return Optional.of(
          objects.getObjectAsBytes(get -> get.bucket(bucket).key(key)).asByteArray());
    } catch (NoSuchKeyException e) {
      return Optional.empty();
    }
  }
}
