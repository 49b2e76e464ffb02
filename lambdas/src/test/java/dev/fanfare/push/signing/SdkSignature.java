package dev.fanfare.push.signing;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.signer.Aws4Signer;
import software.amazon.awssdk.auth.signer.params.Aws4SignerParams;
import software.amazon.awssdk.http.SdkHttpFullRequest;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.regions.Region;

/**
 * The headers that the SDK would send with a post. It uses the SDK's older signer, because the
 * newer AwsV4HttpSigner always adds and signs {@code x-amz-content-sha256}, which only S3 requires
 * and which we do not send.
 */
record SdkSignature(String host, String amzDate, String authorization, String sessionToken) {

  @SuppressWarnings("deprecation")
  static SdkSignature of(
      SigningScope scope, String encodedId, byte[] message, long second, Credentials credentials) {
    var request =
        SdkHttpFullRequest.builder()
            .method(SdkHttpMethod.POST)
            .uri(URI.create("https://" + scope.host()))
            .encodedPath(scope.path() + encodedId)
            .contentStreamProvider(() -> new ByteArrayInputStream(message))
            .build();
    var terms =
        Aws4SignerParams.builder()
            .awsCredentials(ofSdk(credentials))
            .signingName("execute-api")
            .signingRegion(Region.of(scope.region()))
            .signingClockOverride(Clock.fixed(Instant.ofEpochSecond(second), ZoneOffset.UTC))
            .build();
    var signed = Aws4Signer.create().sign(request, terms);
    return new SdkSignature(
        only(signed, "Host"),
        only(signed, "X-Amz-Date"),
        only(signed, "Authorization"),
        signed.firstMatchingHeader("X-Amz-Security-Token").orElse(null));
  }

  private static AwsCredentials ofSdk(Credentials credentials) {
    String id = credentials.accessKeyId();
    String secret = credentials.secretAccessKey();
    return credentials.sessionToken() == null
        ? AwsBasicCredentials.create(id, secret)
        : AwsSessionCredentials.create(id, secret, credentials.sessionToken());
  }

  private static String only(SdkHttpFullRequest signed, String header) {
    List<String> values = signed.headers().get(header);
    if (values == null || values.size() != 1) {
      throw new AssertionError(header + ": " + values);
    }
    return values.get(0);
  }
}
