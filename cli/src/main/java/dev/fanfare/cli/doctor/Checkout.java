package dev.fanfare.cli.doctor;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Optional;

/**
 * The version of Fanfare that a stack is compared with.
 *
 * @param folder the project's
 */
record Checkout(Path folder) {
  static final String TEMPLATE = "template.yaml";
  static final String DEFINITION = "statemachine/broadcast.asl.json";
  static final String JAR = "lambdas/target/fanfare-lambdas.jar";

  /** Empty when there is no such file. */
  Optional<String> text(String file) {
    Path path = folder.resolve(file);
    try {
      return Files.isRegularFile(path) ? Optional.of(Files.readString(path)) : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException("reading " + path, e);
    }
  }

  /** What Lambda calls {@code CodeSha256} of the functions' jar; empty when it is not built. */
  Optional<String> jarHash() {
    Path jar = folder.resolve(JAR);
    if (!Files.isRegularFile(jar)) {
      return Optional.empty();
    }
    try (var in =
        new DigestInputStream(Files.newInputStream(jar), MessageDigest.getInstance("SHA-256"))) {
      in.transferTo(OutputStream.nullOutputStream());
      return Optional.of(Base64.getEncoder().encodeToString(in.getMessageDigest().digest()));
    } catch (IOException e) {
      throw new UncheckedIOException("reading " + jar, e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** For a check that has nothing to compare with. */
  Finding missing(String about, String file) {
    return Finding.note(
        about,
        "unknown: there is no " + folder.resolve(file).normalize(),
        "call doctor from the checkout that was deployed, built, or name it: --checkout FOLDER");
  }
}
