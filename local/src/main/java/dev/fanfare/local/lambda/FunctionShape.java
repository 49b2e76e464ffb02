package dev.fanfare.local.lambda;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A version of a function, as the API shows it.
 *
 * @param arn with the qualifier of the request
 * @param version {@code $LATEST} or a number
 * @param description of the version
 */
record FunctionShape(FunctionSpec function, String arn, String version, String description) {
  /** All functions have the same large jar, so its hash is kept. */
  private static final Map<Path, HashedJar> HASHES = new ConcurrentHashMap<>();

  private record HashedJar(FileTime modifiedAt, String hash) {}

  /** As {@code GetFunction} shows it. */
  Map<String, Object> full() {
    var fields = new LinkedHashMap<String, Object>();
    fields.put("Configuration", configuration());
    fields.put("Code", Map.of("Location", function.code().jar().toUri().toString()));
    if (function.limits().isReserved()) {
      fields.put(
          "Concurrency",
          Map.of("ReservedConcurrentExecutions", function.limits().maxEnvironments()));
    }
    return fields;
  }

  /** As {@code GetFunctionConfiguration} shows it. */
  Map<String, Object> configuration() {
    var fields = listed();
    fields.put("State", "Active");
    fields.put("LastUpdateStatus", "Successful");
    return fields;
  }

  /** As the lists show it: without its state. */
  Map<String, Object> listed() {
    var fields = new LinkedHashMap<String, Object>();
    fields.put("FunctionName", function.name());
    fields.put("FunctionArn", arn);
    fields.put("Runtime", function.code().runtime());
    fields.put("Role", function.role().arn());
    fields.put("Handler", function.code().handler());
    fields.put("Description", description);
    fields.put("Timeout", function.limits().timeout().toSeconds());
    fields.put("MemorySize", function.limits().memoryMb());
    fields.put("Version", version);
    fields.put("PackageType", "Zip");
    codeHash().ifPresent(hash -> fields.put("CodeSha256", hash));
    fields.put("Environment", Map.of("Variables", function.environment()));
    fields.put("LoggingConfig", Map.of("LogFormat", "Text", "LogGroup", function.logGroup()));
    return fields;
  }

  /** Lambda's {@code CodeSha256}, in Base64; empty if the jar is missing. */
  Optional<String> codeHash() {
    Path jar = function.code().jar();
    try {
      FileTime modifiedAt = Files.getLastModifiedTime(jar);
      HashedJar known = HASHES.get(jar);
      if (known == null || !known.modifiedAt().equals(modifiedAt)) {
        known = new HashedJar(modifiedAt, read(jar));
        HASHES.put(jar, known);
      }
      return Optional.of(known.hash());
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static String read(Path jar) throws IOException {
    try (var in = new DigestInputStream(Files.newInputStream(jar), sha256())) {
      in.transferTo(OutputStream.nullOutputStream());
      return Base64.getEncoder().encodeToString(in.getMessageDigest().digest());
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
