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
 * The checkout of Fanfare to compare a stack with.
 *
 * @param folder root of the project
 */
record Checkout(Path folder) {
  static final String TEMPLATE = "template.yaml";
  static final String DEFINITION = "statemachine/broadcast.asl.json";
  static final String JAR = "lambdas/target/fanfare-lambdas.jar";

  /** Returns the text of a file, or empty if there is no such file. */
  Optional<String> text(String file) {
    Path path = folder.resolve(file);
    try {
      return Files.isRegularFile(path) ? Optional.of(Files.readString(path)) : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + path, e);
    }
  }

  /**
   * Returns the hash of the functions' jar as in {@code CodeSha256} of Lambda, or empty if it is
   * not built.
   */
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
      throw new UncheckedIOException("cannot read " + jar, e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** Returns the finding of a check that lacks a file to compare with. */
  Finding missing(String about, String file) {
    return Finding.note(
        about,
        "unknown: there is no " + folder.resolve(file).normalize(),
        "build the checkout that was deployed and run doctor there, or add --checkout FOLDER");
  }
}
