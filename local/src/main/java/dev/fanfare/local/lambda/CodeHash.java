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
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Lambda's {@code CodeSha256}; computed again only if the jar has changed. */
final class CodeHash {
  /** All functions have the same large jar, so its hash is kept. */
  private static final Map<Path, Known> KNOWN = new ConcurrentHashMap<>();

  private record Known(FileTime modifiedAt, String hash) {}

  private CodeHash() {}

  /** In Base64; empty if the jar is missing. */
  static Optional<String> of(Path jar) {
    try {
      FileTime modifiedAt = Files.getLastModifiedTime(jar);
      Known known = KNOWN.get(jar);
      if (known == null || !known.modifiedAt().equals(modifiedAt)) {
        known = new Known(modifiedAt, read(jar));
        KNOWN.put(jar, known);
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
