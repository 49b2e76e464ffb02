package dev.fanfare.bench.sink;

import dev.fanfare.bench.process.BenchFailure;
import dev.fanfare.bench.process.ProcessSandbox;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;

/**
 * A key and a self-signed certificate for {@code localhost}, both PEM files. The JDK's keytool
 * creates them for each run. Clients trust only this certificate.
 */
public record SinkCertificate(Path key, Path certificate) {
  private static final String PASSWORD = "only-for-this-run";
  private static final String ALIAS = "sink";

  public static SinkCertificate make(ProcessSandbox sandbox) throws InterruptedException {
    Path store = sandbox.folder().resolve("sink.p12");
    keytool(store);
    try (InputStream in = Files.newInputStream(store)) {
      var keys = KeyStore.getInstance("PKCS12");
      keys.load(in, PASSWORD.toCharArray());
      byte[] key = keys.getKey(ALIAS, PASSWORD.toCharArray()).getEncoded();
      byte[] certificate = keys.getCertificate(ALIAS).getEncoded();
      return new SinkCertificate(
          sandbox.write("sink-key.pem", pem("PRIVATE KEY", key)),
          sandbox.write("sink.pem", pem("CERTIFICATE", certificate)));
    } catch (IOException | GeneralSecurityException e) {
      throw new BenchFailure("cannot create a certificate for the sink: " + e, e);
    }
  }

  private static void keytool(Path store) throws InterruptedException {
    String program = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    var command =
        new ProcessBuilder(program, "-genkeypair", "-alias", ALIAS, "-dname", "CN=localhost");
    command.command().addAll(List.of("-keyalg", "EC", "-groupname", "secp256r1"));
    command.command().addAll(List.of("-ext", "san=dns:localhost,ip:127.0.0.1"));
    command.command().addAll(List.of("-ext", "bc=ca:true", "-validity", "2"));
    command.command().addAll(List.of("-storetype", "PKCS12", "-storepass", PASSWORD));
    command.command().addAll(List.of("-keystore", store.toString()));
    try {
      var keytool = command.redirectErrorStream(true).start();
      String output = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (keytool.waitFor() != 0) {
        throw new BenchFailure("keytool cannot create a certificate: " + output.strip());
      }
    } catch (IOException e) {
      throw new BenchFailure("cannot run keytool of the JDK: " + e, e);
    }
  }

  private static byte[] pem(String kind, byte[] content) {
    String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
    return "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n"
        .formatted(kind, text)
        .getBytes(StandardCharsets.US_ASCII);
  }
}
