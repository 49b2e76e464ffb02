package dev.fanfare.local.issuer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/** A key that signs tokens with one of two algorithms. */
record SigningKey(String id, Algorithm algorithm, KeyPair pair) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();
  private static final int RSA_BITS = 2048;
  private static final int COORDINATE_BYTES = 32;

  /** The algorithms, by their names in JSON Web Algorithms (RFC 7518). */
  enum Algorithm {
    RS256("RSA", "SHA256withRSA"),
    /** A signature is r followed by s, which Java calls P1363. */
    ES256("EC", "SHA256withECDSAinP1363Format");

    private final String keyType;
    private final String signature;

    Algorithm(String keyType, String signature) {
      this.keyType = keyType;
      this.signature = signature;
    }

    SigningKey generate(String id) {
      try {
        var generator = KeyPairGenerator.getInstance(keyType);
        if (this == ES256) {
          generator.initialize(new ECGenParameterSpec("secp256r1"));
        } else {
          generator.initialize(RSA_BITS);
        }
        return new SigningKey(id, this, generator.generateKeyPair());
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException("every Java has " + keyType, e);
      }
    }
  }

  /** A JSON Web Token with these claims. */
  String sign(Map<String, Object> claims) {
    var header = Map.of("alg", algorithm.name(), "kid", id, "typ", "JWT");
    String signed = encoded(header) + "." + encoded(claims);
    try {
      Signature signature = Signature.getInstance(algorithm.signature);
      signature.initSign(pair.getPrivate());
      signature.update(signed.getBytes(StandardCharsets.US_ASCII));
      return signed + "." + BASE64.encodeToString(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has " + algorithm.signature, e);
    }
  }

  /** Its public half as a JSON Web Key (RFC 7517). */
  Map<String, String> published() {
    var key = new LinkedHashMap<String, String>();
    key.put("kid", id);
    key.put("kty", algorithm.keyType);
    key.put("alg", algorithm.name());
    key.put("use", "sig");
    if (pair.getPublic() instanceof RSAPublicKey rsa) {
      key.put("n", number(rsa.getModulus(), rsa.getModulus().bitLength() / 8));
      key.put("e", number(rsa.getPublicExponent(), 3));
    } else if (pair.getPublic() instanceof ECPublicKey ec) {
      key.put("crv", "P-256");
      key.put("x", number(ec.getW().getAffineX(), COORDINATE_BYTES));
      key.put("y", number(ec.getW().getAffineY(), COORDINATE_BYTES));
    }
    return key;
  }

  /** An unsigned big-endian number of this many bytes. */
  private static String number(BigInteger value, int bytes) {
    byte[] signed = value.toByteArray();
    var unsigned = new byte[bytes];
    int length = Math.min(signed.length, bytes);
    System.arraycopy(signed, signed.length - length, unsigned, bytes - length, length);
    return BASE64.encodeToString(unsigned);
  }

  private static String encoded(Map<String, ?> json) {
    try {
      return BASE64.encodeToString(JSON.writeValueAsBytes(json));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("claims must be JSON", e);
    }
  }
}
