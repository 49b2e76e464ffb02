package dev.fanfare.push.transport.contract;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Verifies a request as the service does, from only the received bytes and the secret key. It
 * follows <a
 * href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html">
 * the description of SigV4</a> and shares no code with the signer.
 */
final class SignatureCheck {
  private static final Pattern AUTHORIZATION =
      Pattern.compile(
          "AWS4-HMAC-SHA256 Credential=([^/]+)/(\\d{8})/([^/]+)/execute-api/aws4_request, "
              + "SignedHeaders=([^,]+), Signature=([0-9a-f]{64})");

  private SignatureCheck() {}

  /** The request's signature and the expected one. */
  record Signatures(String borne, String due, List<String> signedHeaders) {}

  static Signatures of(ReceivedRequest request, String accessKey, String secretKey, String region) {
    Matcher bearing = AUTHORIZATION.matcher(String.join("", request.header("Authorization")));
    if (!bearing.matches()
        || !bearing.group(1).equals(accessKey)
        || !bearing.group(3).equals(region)) {
      throw new AssertionError("Authorization: " + request.header("Authorization"));
    }
    String day = bearing.group(2);
    List<String> signed = List.of(bearing.group(4).split(";"));
    String time = request.header("X-Amz-Date").get(0);
    String text =
        "AWS4-HMAC-SHA256\n%s\n%s/%s/execute-api/aws4_request\n%s"
            .formatted(time, day, region, sha256(bytes(canonical(request, signed))));
    byte[] key = bytes("AWS4" + secretKey);
    for (String part : List.of(day, region, "execute-api", "aws4_request")) {
      key = hmac(key, part);
    }
    return new Signatures(bearing.group(5), HexFormat.of().formatHex(hmac(key, text)), signed);
  }

  private static String canonical(ReceivedRequest request, List<String> signed) {
    String headers =
        signed.stream()
            .map(name -> name + ":" + String.join(",", request.header(name)) + "\n")
            .collect(Collectors.joining());
    return String.join(
        "\n",
        request.method(),
        encodedAgain(request.target()),
        "",
        headers,
        String.join(";", signed),
        sha256(request.body()));
  }

  /** Encodes every segment of the sent path a second time, as all services except S3 do. */
  private static String encodedAgain(String path) {
    return Arrays.stream(path.split("/", -1))
        .map(SignatureCheck::encoded)
        .collect(Collectors.joining("/"));
  }

  private static String encoded(String segment) {
    var encoded = new StringBuilder();
    for (byte one : bytes(segment)) {
      char character = (char) (one & 0xff);
      boolean isPlain = character < 0x80 && Character.isLetterOrDigit(character);
      encoded.append(
          isPlain || "-._~".indexOf(character) >= 0
              ? String.valueOf(character)
              : "%" + "%02x".formatted((int) character).toUpperCase(Locale.ROOT));
    }
    return encoded.toString();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (GeneralSecurityException e) {
      throw new AssertionError("every JDK has SHA-256", e);
    }
  }

  private static byte[] hmac(byte[] key, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(bytes(text));
    } catch (GeneralSecurityException e) {
      throw new AssertionError("every JDK has HmacSHA256", e);
    }
  }
}
