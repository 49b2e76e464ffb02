package dev.fanfare.sockets.identity;

import dev.fanfare.text.Json;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** An issuer that signs with only the JDK, and can produce wrong signatures. */
final class TestIssuer implements KeySource {
  static final String NAME = "https://issuer.example";
  static final String AUDIENCE = "us";
  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

  private static final KeyPair RSA = pair("RSA", 2048);
  private static final KeyPair WEAK_RSA = pair("RSA", 1024);
  private static final KeyPair EC = pair("EC", 0);

  private final List<Map<String, String>> keys = new ArrayList<>();
  private int fetches;
  private boolean isDown;

  TestIssuer() {
    publish("rsa", RSA);
    publish("ec", EC);
  }

  void publish(String id, KeyPair pair) {
    var key = new HashMap<>(Map.of("kid", id));
    if (pair.getPublic() instanceof RSAPublicKey rsa) {
      key.put("kty", "RSA");
      key.put("n", unsigned(rsa.getModulus()));
      key.put("e", unsigned(rsa.getPublicExponent()));
    } else if (pair.getPublic() instanceof ECPublicKey ec) {
      key.put("kty", "EC");
      key.put("crv", "P-256");
      key.put("x", unsigned(ec.getW().getAffineX()));
      key.put("y", unsigned(ec.getW().getAffineY()));
    }
    keys.add(key);
  }

  /** Publishes the same RSA key under another id, with an additional member. */
  void publishRsa(String id, String member, String value) {
    publish(id, RSA);
    keys.get(keys.size() - 1).put(member, value);
  }

  void publishWeakRsa(String id) {
    publish(id, WEAK_RSA);
  }

  void goDown(boolean down) {
    isDown = down;
  }

  int fetches() {
    return fetches;
  }

  @Override
  public String fetch() throws IOException {
    fetches++;
    if (isDown) {
      throw new IOException("out of order");
    }
    return Json.MAPPER.writeValueAsString(Map.of("keys", keys));
  }

  static String rs256(String keyId, Map<String, Object> claims) {
    return sign(header("RS256", keyId), claims, "SHA256withRSA", RSA.getPrivate());
  }

  static String weakRs256(String keyId, Map<String, Object> claims) {
    return sign(header("RS256", keyId), claims, "SHA256withRSA", WEAK_RSA.getPrivate());
  }

  static String es256(String keyId, Map<String, Object> claims) {
    return sign(header("ES256", keyId), claims, "SHA256withECDSAinP1363Format", EC.getPrivate());
  }

  /** An ES256 token whose signature has the DER encoding of Java and X.509. */
  static String es256InDer(Map<String, Object> claims) {
    return sign(header("ES256", "ec"), claims, "SHA256withECDSA", EC.getPrivate());
  }

  /** Uses the public key as an HMAC secret, which a careless verifier would accept. */
  static String hs256OverPublicKey(Map<String, Object> claims) {
    try {
      String signed = encoded(header("HS256", "rsa")) + "." + encoded(claims);
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(RSA.getPublic().getEncoded(), "HmacSHA256"));
      return signed + "." + BASE64.encodeToString(mac.doFinal(ascii(signed)));
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  static String unsigned(Map<String, Object> claims) {
    return encoded(Map.of("alg", "none")) + "." + encoded(claims) + ".";
  }

  private static Map<String, Object> header(String algorithm, String keyId) {
    var header = new HashMap<String, Object>(Map.of("alg", algorithm, "typ", "JWT"));
    if (keyId != null) {
      header.put("kid", keyId);
    }
    return header;
  }

  private static String sign(
      Map<String, Object> header, Map<String, Object> claims, String algorithm, PrivateKey key) {
    try {
      String signed = encoded(header) + "." + encoded(claims);
      Signature signature = Signature.getInstance(algorithm);
      signature.initSign(key);
      signature.update(ascii(signed));
      return signed + "." + BASE64.encodeToString(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private static String encoded(Map<String, Object> json) {
    try {
      return BASE64.encodeToString(Json.MAPPER.writeValueAsBytes(json));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static String unsigned(BigInteger number) {
    byte[] bytes = number.toByteArray();
    return BASE64.encodeToString(
        bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes);
  }

  private static KeyPair pair(String type, int bits) {
    try {
      var generator = KeyPairGenerator.getInstance(type);
      if (bits == 0) {
        generator.initialize(new ECGenParameterSpec("secp256r1"));
      } else {
        generator.initialize(bits);
      }
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }
}
